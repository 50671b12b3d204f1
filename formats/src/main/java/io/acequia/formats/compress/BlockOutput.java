package io.acequia.formats.compress;

import io.acequia.formats.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Collects bytes and passes them on in compressed blocks. Starts small, so that many can be open.
 */
public final class BlockOutput extends OutputStream {

  private static final int LARGEST = 256 * 1_024;
  private static final int SMALLEST = 1_024;

  private final CountingOutput out;
  private final BlockCompressor compressor;
  private final int blockBytes;
  private Block block = new Block();

  /**
   * @param blockBytes uncompressed; at most 256 KiB are used
   */
  public BlockOutput(OutputStream out, Compression compression, int blockBytes) {
    this.out = new CountingOutput(out);
    this.compressor = new BlockCompressor(compression);
    this.blockBytes = Math.min(blockBytes, LARGEST);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    block.write(bytes, offset, length);
    if (block.size() >= blockBytes) {
      endBlock();
      block.reset();
    }
  }

  /** Passes on what was collected, and holds nothing afterwards. */
  public void flushBlock() throws IOException {
    endBlock();
    block = new Block();
  }

  private void endBlock() throws IOException {
    if (block.size() > 0) {
      compressor.compress(block.bytes(), block.size(), out);
    }
  }

  /** The heap that is held, in bytes. */
  public long buffered() {
    return block.bytes().length;
  }

  /** The bytes that were passed on. */
  public long written() {
    return out.count();
  }

  /** Also of an empty file, a compressed one is not empty. */
  @Override
  public void close() throws IOException {
    try (OutputStream closing = out) {
      if (block.size() > 0 || out.count() == 0) {
        compressor.compress(block.bytes(), block.size(), closing);
      }
    }
  }

  /** Gives its bytes away without a copy. */
  private static final class Block extends ByteArrayOutputStream {

    Block() {
      super(SMALLEST);
    }

    byte[] bytes() {
      return buf;
    }
  }
}
