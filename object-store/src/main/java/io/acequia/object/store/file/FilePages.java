package io.acequia.object.store.file;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * The objects of a folder in the order of their keys, a page at a time: each page walks the folder
 * once more and keeps the smallest keys that follow, so that a page is all that is held.
 */
record FilePages(ObjectFiles files, String prefix, String startAfter)
    implements Iterable<List<StoredObject>> {
  private static final int PAGE = 1_000;
  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  @Override
  public Iterator<List<StoredObject>> iterator() {
    return new Iterator<>() {
      private TreeMap<String, Path> keys = smallest(startAfter);
      private List<StoredObject> next = objects(keys);

      @Override
      public boolean hasNext() {
        return !next.isEmpty();
      }

      @Override
      public List<StoredObject> next() {
        if (next.isEmpty()) {
          throw new NoSuchElementException();
        }
        List<StoredObject> page = next;
        next = List.of();
        while (next.isEmpty() && keys.size() == PAGE) {
          keys = smallest(keys.lastKey());
          next = objects(keys);
        }
        return page;
      }
    };
  }

  private TreeMap<String, Path> smallest(String after) {
    TreeMap<String, Path> smallest = new TreeMap<>(BY_BYTES);
    try {
      if (Files.isDirectory(files.root())) {
        Files.walkFileTree(files.root(), visitor(after, smallest));
      }
      return smallest;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Without those that were deleted meanwhile. */
  private List<StoredObject> objects(TreeMap<String, Path> keys) {
    List<StoredObject> objects = new ArrayList<>();
    try {
      for (Map.Entry<String, Path> entry : keys.entrySet()) {
        files.head(entry.getKey(), entry.getValue()).ifPresent(objects::add);
      }
      return objects;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException error) {
    return new UncheckedIOException(
        new ObjectStoreException(
            "listing " + files.root() + " failed: " + error, Disposition.RETRY, 0, error));
  }

  private SimpleFileVisitor<Path> visitor(String after, TreeMap<String, Path> smallest) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String key = key(folder);
        boolean relevant =
            key.isEmpty() || prefix.startsWith(key + "/") || (key + "/").startsWith(prefix);
        return key.equals(ObjectFiles.HIDDEN) || !relevant
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String key = key(file);
        if (attributes.isRegularFile()
            && key.startsWith(prefix)
            && BY_BYTES.compare(key, after) > 0) {
          smallest.put(key, file);
          if (smallest.size() > PAGE) {
            smallest.pollLastEntry();
          }
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
        if (Files.exists(file)) {
          throw error;
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private String key(Path path) {
    return files.root().relativize(path).toString().replace('\\', '/');
  }
}
