package io.acequia.streams.transforms.aggregate;

/**
 * What an {@link AggregateSet} has seen of one window or key; mutable, for one thread at a time,
 * and of use only with the set that made it.
 */
public final class AggregateState {

  private final Cell[] cells;

  AggregateState(Cell[] cells) {
    this.cells = cells;
  }

  /** Back to what it was when new. */
  public void clear() {
    for (Cell cell : cells) {
      cell.clear();
    }
  }

  Cell cell(int index) {
    return cells[index];
  }
}
