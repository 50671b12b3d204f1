package io.acequia.formats;

/**
 * How well records of a schema fit into a file that was begun with another. What to do about it is
 * the caller's choice; {@link RecordFileWriter#write} writes all but {@link #NONE}.
 */
public enum SchemaFit {
  /** Written as they are. */
  EXACT,
  /**
   * Written without loss: fields that they lack are null or have a default in the file, narrower
   * numbers are widened.
   */
  COMPATIBLE,
  /** Written, but without the fields that the file does not have. */
  LOSSY,
  /** Another type, or a field of the file that may not be null is missing: needs another file. */
  NONE
}
