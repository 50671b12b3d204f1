package io.acequia.smt.lookup;

import io.acequia.smt.enrich.ReloadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file, all in memory, read again when the file changes. */
final class FileTable implements LookupTable {

  private final RowReader reader;
  private final List<String> needed;
  private final ReloadedFile<Rows> file;

  /** Of the content before; the reading thread's. */
  private @Nullable Rows before;

  /**
   * @param needed columns without which a file is refused
   * @throws org.apache.kafka.common.config.ConfigException if the file cannot be read
   */
  FileTable(FileOptions options, RowReader reader, List<String> needed) {
    this.reader = reader;
    this.needed = needed;
    this.file =
        new ReloadedFile<>(
            FileOptions.FILE,
            options.file(),
            options.maxBytes(),
            options.reloadInterval(),
            this::load);
  }

  private Rows load(InputStream in) throws IOException {
    Rows read = reader.read(in);
    for (String column : needed) {
      if (!read.shape().has(column)) {
        throw new IOException("there is no column '" + column + "'");
      }
    }
    Rows last = before;
    if (last != null && last.keySize() != read.keySize()) {
      throw new IOException("its keys have another number of columns than before");
    }
    TableShape shape = read.shape().or(last == null ? null : last.shape());
    if (shape != read.shape()) {
      read.byKey().values().forEach(row -> row.adopt(shape));
    }
    Rows rows = new Rows(shape, read.keySize(), read.byKey());
    before = rows;
    return rows;
  }

  @Override
  public int keySize() {
    return file.get().keySize();
  }

  @Override
  public @Nullable TableRow find(Object key) {
    return file.get().byKey().get(KeyText.of(key));
  }

  @Override
  public TableShape shape() {
    return file.get().shape();
  }

  @Override
  public boolean shapeIsFinal() {
    return true;
  }

  @Override
  public void close() {
    file.close();
  }
}
