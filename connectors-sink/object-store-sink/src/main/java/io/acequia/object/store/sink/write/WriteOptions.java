package io.acequia.object.store.sink.write;

import io.acequia.formats.FileFormat;
import io.acequia.formats.WriterOptions;
import io.acequia.object.store.sink.mapping.Tombstones;
import io.acequia.object.store.sink.partition.PathTemplate;
import io.acequia.object.store.sink.partition.RecordTime;
import io.acequia.object.store.sink.rotate.Rotation;

/**
 * How records become objects.
 *
 * @param prefix of all keys: empty, or ending with {@code /}
 * @param suffix of each file's name before its extension: empty where the same records always have
 *     the same name, something of this run's own where they may be written twice
 * @param conditional whether an object that is there already is left alone
 * @param flexible whether an epoch may end at any record, for want of memory
 * @param partBytes the size of a part
 */
public record WriteOptions(
    FileFormat format,
    WriterOptions writing,
    String prefix,
    PathTemplate path,
    RecordTime time,
    boolean envelope,
    Tombstones tombstones,
    Rotation rotation,
    String suffix,
    boolean conditional,
    boolean flexible,
    int partBytes) {

  boolean needsTime() {
    return path.isTimed() || !rotation.eventInterval().isZero();
  }
}
