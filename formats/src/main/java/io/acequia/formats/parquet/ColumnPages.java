package io.acequia.formats.parquet;

import io.acequia.formats.compress.ByteCodec;
import io.acequia.formats.compress.CorruptInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one column of a row group, one when it is asked for: Parquet's own reader
 * fetches whole row groups. Checksums are compared where there are any.
 *
 * @see <a href="https://github.com/apache/parquet-format#data-pages">Parquet's data pages</a>
 */
final class ColumnPages implements PageReader {

  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final InputStream in;
  private final ByteCodec codec;
  private final Statistics<?> noStatistics;
  private final long values;
  private final int limit;
  private @Nullable PageHeader header;
  private long read;

  ColumnPages(InputStream in, ColumnChunkMetaData column, int limit) throws IOException {
    this.in = in;
    this.codec = PageCodec.reading(column.getCodec());
    this.noStatistics = Statistics.noopStats(column.getPrimitiveType());
    this.values = column.getValueCount();
    this.limit = limit;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      if (values == 0) {
        return null;
      }
      PageHeader first = header();
      if (first.getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      byte[] page = page(first, 0);
      header = null;
      return new DictionaryPage(
          BytesInput.from(page),
          first.getDictionary_page_header().getNum_values(),
          converter.getEncoding(first.getDictionary_page_header().getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (read < values) {
        PageHeader next = header();
        header = null;
        switch (next.getType()) {
          case DATA_PAGE:
            read += next.getData_page_header().getNum_values();
            return dataPage(next, next.getData_page_header());
          case DATA_PAGE_V2:
            read += next.getData_page_header_v2().getNum_values();
            return dataPage(next, next.getData_page_header_v2());
          default:
            // Index pages, and what later versions may invent, are passed over.
            compressed(next);
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PageHeader header() throws IOException {
    if (header == null) {
      header = Util.readPageHeader(in);
    }
    return header;
  }

  private DataPage dataPage(PageHeader page, DataPageHeader data) throws IOException {
    byte[] bytes = page(page, 0);
    return new DataPageV1(
        BytesInput.from(bytes),
        data.getNum_values(),
        bytes.length,
        noStatistics,
        converter.getEncoding(data.getRepetition_level_encoding()),
        converter.getEncoding(data.getDefinition_level_encoding()),
        converter.getEncoding(data.getEncoding()));
  }

  /** The levels of a page of this version are never compressed. */
  private DataPage dataPage(PageHeader page, DataPageHeaderV2 data) throws IOException {
    int repetitions = data.getRepetition_levels_byte_length();
    int definitions = data.getDefinition_levels_byte_length();
    if (repetitions < 0
        || definitions < 0
        || repetitions > page.getCompressed_page_size() - definitions) {
      throw new CorruptInputException("has a page whose levels are longer than itself", null);
    }
    int levels = repetitions + definitions;
    byte[] bytes = data.isIs_compressed() ? page(page, levels) : compressed(page);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(bytes, 0, repetitions),
        BytesInput.from(bytes, repetitions, definitions),
        converter.getEncoding(data.getEncoding()),
        BytesInput.from(bytes, levels, bytes.length - levels),
        noStatistics);
  }

  /** A page's bytes, decompressed after the first {@code plain} ones. */
  private byte[] page(PageHeader page, int plain) throws IOException {
    byte[] bytes = compressed(page);
    int size = page.getUncompressed_page_size() - plain;
    if (size < 0 || size > limit) {
      throw new CorruptInputException("has a page of more than " + limit + " bytes", null);
    }
    if (codec == ByteCodec.NONE || bytes.length == plain) {
      return bytes;
    }
    byte[] tail = plain == 0 ? bytes : Arrays.copyOfRange(bytes, plain, bytes.length);
    byte[] expanded = codec.decompress(tail, size);
    if (expanded.length != size) {
      throw new CorruptInputException("has a page shorter than it says", null);
    }
    if (plain == 0) {
      return expanded;
    }
    byte[] whole = Arrays.copyOf(bytes, plain + size);
    System.arraycopy(expanded, 0, whole, plain, size);
    return whole;
  }

  private byte[] compressed(PageHeader page) throws IOException {
    int size = page.getCompressed_page_size();
    if (size < 0 || size > limit) {
      throw new CorruptInputException("has a page of more than " + limit + " bytes", null);
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new CorruptInputException("ends in the middle of a page", null);
    }
    if (page.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if ((int) crc.getValue() != page.getCrc()) {
        throw new CorruptInputException("has a page whose checksum is wrong", null);
      }
    }
    return bytes;
  }
}
