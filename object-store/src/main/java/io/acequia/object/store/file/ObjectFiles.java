package io.acequia.object.store.file;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Which file an object is, and how one becomes visible. What is not yet an object lies in a hidden
 * folder of the same file system. No key leads out of the root, not even by a symbolic link.
 */
final class ObjectFiles {
  /** The hidden folder; no key begins with it. */
  static final String HIDDEN = ".acequia-uploads";

  // Locks of files are held by the whole JVM: its own threads need one besides.
  private static final Object JVM_LOCK = new Object();
  private static final int MAX_KEY_BYTES = 1_024;

  private final Path root;

  ObjectFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  /** The hidden folder, which is there then. */
  Path hidden() throws IOException {
    return Files.createDirectories(root.resolve(HIDDEN));
  }

  /** A name in the hidden folder that nobody else uses. */
  Path temporary() throws IOException {
    return hidden().resolve(UUID.randomUUID() + ".tmp");
  }

  /**
   * The file of a key.
   *
   * @throws ObjectStoreException if the key is none
   */
  Path path(String key) throws IOException {
    boolean sound = !key.isEmpty() && key.length() <= MAX_KEY_BYTES && key.indexOf('\0') < 0;
    for (String segment : key.split("/", -1)) {
      sound &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
    if (!sound || key.indexOf('\\') >= 0 || key.startsWith(HIDDEN)) {
      throw new ObjectStoreException(
          "this key cannot be a file's path: it is empty or too long, or has an empty segment, '.',"
              + " '..', a backslash, or the name of the hidden folder",
          Disposition.REPORT,
          0,
          null);
    }
    Path path = root.resolve(key).normalize();
    Path existing = path.getParent();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean inside =
        path.startsWith(root)
            && existing != null
            && (!existing.startsWith(root) || existing.toRealPath().startsWith(root.toRealPath()));
    if (!inside) {
      throw new ObjectStoreException("this key leads out of " + root, Disposition.REPORT, 0, null);
    }
    return path;
  }

  /** What is known of a file as an object; empty if it is none. */
  Optional<StoredObject> head(String key, Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new StoredObject(
                  key,
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant(),
                  version(attributes)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String version(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + "-"
        + attributes.size()
        + "-"
        + attributes.fileKey();
  }

  /**
   * Makes a complete file the object of a key, and removes the file otherwise.
   *
   * @return the version; empty if the condition was not met
   */
  Optional<String> publish(Path file, String key, Path target, Condition condition)
      throws IOException {
    Files.createDirectories(target.getParent());
    synchronized (JVM_LOCK) {
      try (FileChannel lockFile =
              FileChannel.open(
                  hidden().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lockFile.lock()) {
        Optional<StoredObject> there = head(key, target);
        boolean met =
            lock.isValid()
                && (!condition.isAbsent() || there.isEmpty())
                && (condition.version() == null
                    || there.map(StoredObject::version).equals(Optional.of(condition.version())));
        if (!met) {
          Files.deleteIfExists(file);
          return Optional.empty();
        }
        Files.move(
            file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return head(key, target).map(StoredObject::version);
      }
    }
  }
}
