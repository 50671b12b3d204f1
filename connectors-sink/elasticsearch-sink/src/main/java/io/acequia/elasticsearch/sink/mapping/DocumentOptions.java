package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How records become documents.
 *
 * @param index the index's name
 * @param idFields the fields of the id, of the key or of the value; empty for the whole key
 * @param versioned whether a document's version is its record's offset
 * @param routing {@code null} for the cluster's own
 * @param timeField the field of the value that tells its time; {@code null} for the record's time
 * @param stamped whether a document without {@code @timestamp} gets one
 */
public record DocumentOptions(
    NameTemplate index,
    IdMode idMode,
    List<FieldPath> idFields,
    WriteMode writeMode,
    boolean versioned,
    @Nullable NameTemplate routing,
    @Nullable FieldPath timeField,
    boolean stamped) {}
