package io.acequia.formats.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file, which may be several of the file's.
 *
 * @param line the number of the line where it begins, from 1
 * @param values {@code null} where the text for no value stands unquoted
 * @param blank whether there is nothing at all
 * @param tooMany whether there were more columns than are allowed; the others are here
 */
record Cells(long line, List<@Nullable String> values, boolean blank, boolean tooMany) {}
