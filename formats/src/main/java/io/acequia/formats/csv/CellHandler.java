package io.acequia.formats.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.acequia.formats.ReadLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the values of a line, and which of them were quoted. */
final class CellHandler extends AbstractBaseCsvCallbackHandler<Cells> {

  private final String nullText;
  private final int most;
  private List<@Nullable String> values = new ArrayList<>();
  private boolean tooMany;

  CellHandler(String nullText, ReadLimits limits) {
    this.nullText = nullText;
    this.most = limits.columns();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    values = new ArrayList<>(values.size());
    tooMany = false;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (index >= most) {
      tooMany = true;
      return;
    }
    String value = new String(buffer, offset, length);
    values.add(!quoted && value.equals(nullText) ? null : value);
  }

  @Override
  protected Cells buildRecord() {
    boolean blank = values.isEmpty() || (values.size() == 1 && values.get(0) == null);
    if (values.isEmpty()) {
      values.add(null);
    }
    return new Cells(getStartingLineNumber(), values, blank, tooMany);
  }
}
