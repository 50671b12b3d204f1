package io.acequia.streams.transforms.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one worker's state: the first of the numbered folders that no other process holds.
 * Workers on one machine never share one, and a worker that comes back finds its own, because those
 * of the running ones are taken.
 */
final class StateSlot implements AutoCloseable {

  private static final int MOST = 64;
  private static final String LOCK = ".lock";
  private static final String GENERATION = ".generation";

  private final Path folder;
  private final FileChannel channel;

  private StateSlot(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder below {@code parent}.
   *
   * @throws ConnectException if none can be had
   */
  static StateSlot acquire(Path parent) {
    try {
      for (int number = 0; number < MOST; number++) {
        StateSlot slot = tryAcquire(parent.resolve(Integer.toString(number)));
        if (slot != null) {
          return slot;
        }
      }
    } catch (IOException e) {
      throw new ConnectException("the state folder " + parent + " cannot be used", e);
    }
    throw new ConnectException(
        "all " + MOST + " folders of " + parent + " are in use by other processes");
  }

  /** The folder if it is free. */
  static @Nullable StateSlot tryAcquire(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this same JVM, perhaps by another copy of this class.
      lock = null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : new StateSlot(folder, channel);
  }

  Path folder() {
    return folder;
  }

  /**
   * Empties the folder unless its state is of this generation of the application: what other
   * workers reset must not come back from here.
   */
  void prepare(String generation) {
    Path mark = folder.resolve(GENERATION);
    try {
      if (!Files.exists(mark) || !Files.readString(mark).equals(generation)) {
        clear();
        Files.writeString(mark, generation);
      }
    } catch (IOException e) {
      throw new ConnectException("the state folder " + folder + " cannot be prepared", e);
    }
  }

  /** Deletes the state. */
  void clear() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(folder.resolve(LOCK))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!visited.equals(folder)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
