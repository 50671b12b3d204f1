package io.acequia.object.store.file;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Uploads in parts: a hidden folder each, with the parts and the key that they are for. */
final class FileUploads {
  private static final String KEY = "key";
  private static final String ENDING = ".upload";
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final ObjectFiles files;

  FileUploads(ObjectFiles files) {
    this.files = files;
  }

  Upload begin(String key) throws IOException {
    Upload upload = new Upload(key, UUID.randomUUID().toString());
    Path folder = Files.createDirectory(folder(upload));
    Files.writeString(folder.resolve(KEY), key);
    return upload;
  }

  Path part(Upload upload, int number) throws IOException {
    return folder(upload).resolve("%05d".formatted(number));
  }

  /** Writes the parts into one file. */
  Path join(Upload upload, List<String> parts) throws IOException {
    Path folder = folder(upload);
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    Path joined = files.temporary();
    try (FileChannel out =
        FileChannel.open(joined, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (String name : parts) {
        try (FileChannel in = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
          long size = in.size();
          long done = 0;
          while (done < size) {
            done += in.transferTo(done, size - done, out);
          }
        }
      }
      out.force(true);
    }
    return joined;
  }

  void remove(Upload upload) throws IOException {
    Path folder = folder(upload);
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> content;
    try (Stream<Path> entries = Files.list(folder)) {
      content = entries.toList();
    }
    for (Path file : content) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  /** Those whose key begins so. */
  List<Upload> list(String prefix) {
    List<Upload> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(files.hidden())) {
      for (Path folder : entries.filter(e -> e.toString().endsWith(ENDING)).toList()) {
        String name = String.valueOf(folder.getFileName());
        String key = key(folder);
        if (key.startsWith(prefix)) {
          found.add(new Upload(key, name.substring(0, name.length() - ENDING.length())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new ObjectStoreException(
              "listing uploads in " + files.root() + " failed: " + e, Disposition.RETRY, 0, e));
    }
    return found;
  }

  private static String key(Path folder) throws IOException {
    try {
      return Files.readString(folder.resolve(KEY));
    } catch (NoSuchFileException e) {
      // Begun or removed at this moment: nobody's yet, or nobody's any more.
      return "";
    }
  }

  private Path folder(Upload upload) throws IOException {
    if (!ID.matcher(upload.id()).matches()) {
      throw new NoSuchFileException("an upload of that id");
    }
    return files.hidden().resolve(upload.id() + ENDING);
  }
}
