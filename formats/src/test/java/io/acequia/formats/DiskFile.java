package io.acequia.formats;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file on disk, read by ranges. */
final class DiskFile implements SeekableFile {

  private final RandomAccessFile file;

  DiskFile(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    file.seek(position);
    file.readFully(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
