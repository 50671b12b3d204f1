package io.acequia.smt.lookup;

import java.util.Map;

/** All rows of a table in memory, by the form of their keys that {@link KeyText} gives. */
record Rows(TableShape shape, int keySize, Map<Object, TableRow> byKey) {}
