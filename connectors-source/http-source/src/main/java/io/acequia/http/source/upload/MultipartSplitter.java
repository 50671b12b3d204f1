package io.acequia.http.source.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a form into its parts as it comes, and hands on each part's bytes at once: a file may be of
 * any size. (Vert.x's own decoder shows the fields of a form only at its end, after the file whose
 * stream they name.)
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, section 5.1</a>
 */
public final class MultipartSplitter implements Splitter {

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final int LONGEST_HEAD = 8_192;

  private enum State {
    PREAMBLE,
    DELIMITED,
    HEAD,
    PART,
    OVER
  }

  private final byte[] delimiter;
  private final Parts parts;
  private State state = State.PREAMBLE;
  private @Nullable Splitter part;
  // The first delimiter may have no line before it.
  private byte[] pending = LINE_END;

  public MultipartSplitter(String boundary, Parts parts) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.parts = parts;
  }

  @Override
  public void feed(byte[] chunk) {
    if (state == State.OVER) {
      return;
    }
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + chunk.length);
    System.arraycopy(chunk, 0, pending, before, chunk.length);
    boolean moved = true;
    while (moved) {
      moved =
          switch (state) {
            case PREAMBLE, PART -> content();
            case DELIMITED -> afterDelimiter();
            case HEAD -> head();
            case OVER -> false;
          };
    }
  }

  @Override
  public void end() {
    if (state != State.OVER) {
      fail("The form ends before its last boundary");
    }
  }

  /** Hands on what cannot belong to a delimiter. */
  private boolean content() {
    int found = indexOf(delimiter);
    int safe = found >= 0 ? found : Math.max(0, pending.length - delimiter.length + 1);
    if (part != null && safe > 0) {
      part.feed(Arrays.copyOf(pending, safe));
    }
    if (found < 0) {
      consume(safe);
      return false;
    }
    if (part != null) {
      part.end();
      part = null;
    }
    consume(found + delimiter.length);
    state = State.DELIMITED;
    return true;
  }

  private boolean afterDelimiter() {
    if (pending.length < 2) {
      return false;
    }
    if (pending[0] == '-' && pending[1] == '-') {
      state = State.OVER;
      pending = new byte[0];
      return false;
    }
    int end = indexOf(LINE_END);
    if (end < 0) {
      return failIfLonger(LONGEST_HEAD);
    }
    // The line's end stays: a part without headers begins with an empty line.
    consume(end);
    state = State.HEAD;
    return true;
  }

  private boolean head() {
    int end = indexOf(HEAD_END);
    if (end < 0) {
      return failIfLonger(LONGEST_HEAD);
    }
    PartHead head = PartHead.parse(new String(pending, 0, end, StandardCharsets.UTF_8));
    consume(end + HEAD_END.length);
    // An empty part is followed by its delimiter's line end at once.
    state = State.PART;
    part = parts.begin(head);
    return true;
  }

  private boolean failIfLonger(int limit) {
    if (pending.length > limit) {
      fail("The head of a part of the form is too long");
    }
    return false;
  }

  private void fail(String why) {
    state = State.OVER;
    pending = new byte[0];
    parts.broken(why);
  }

  private void consume(int count) {
    pending = Arrays.copyOfRange(pending, count, pending.length);
  }

  private int indexOf(byte[] wanted) {
    int last = pending.length - wanted.length;
    for (int i = 0; i <= last; i++) {
      if (pending[i] == wanted[0]
          && Arrays.equals(pending, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
