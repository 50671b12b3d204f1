package io.acequia.smt.script;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a script to its limits while it handles one record. Asked every thousand instructions, and
 * whenever a call of the standard library has done work for as many. Not thread-safe.
 */
final class Meter {

  /** Null on a virtual machine that does not count what a thread allocates. */
  private static final @Nullable ThreadMXBean THREADS = threads();

  private static final long UNKNOWN = -1;

  private final ScriptLimits limits;
  private final long timeoutNanos;
  private long deadline;
  private long allocatedBefore;
  private long appended;

  Meter(ScriptLimits limits) {
    this.limits = limits;
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(limits.timeoutMillis());
  }

  private static @Nullable ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
            && threads.isThreadAllocatedMemoryEnabled()
        ? threads
        : null;
  }

  ScriptLimits limits() {
    return limits;
  }

  /** Before each record. What a short script allocates is never asked for. */
  void begin() {
    deadline = System.nanoTime() + timeoutNanos;
    allocatedBefore = UNKNOWN;
    appended = 0;
  }

  /**
   * @throws LimitExceeded if the script ran too long or allocated too much
   */
  void check() {
    if (System.nanoTime() - deadline > 0) {
      throw limits.exceeded("it ran for more than " + limits.timeoutMillis() + " ms (timeout.ms)");
    }
    if (THREADS != null) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      if (allocatedBefore == UNKNOWN) {
        allocatedBefore = allocated;
      } else if (allocated - allocatedBefore > limits.memoryBytes()) {
        throw limits.exceeded(
            "it allocated more than " + limits.memoryBytes() + " bytes (memory.limit.bytes)");
      }
    }
  }

  /**
   * The length of a text that is about to be made, or was made.
   *
   * @throws LimitExceeded if it is too long
   */
  void text(long chars) {
    if (chars > limits.maxChars()) {
      throw limits.exceeded(
          "it made a text of more than " + limits.maxChars() + " characters (memory.limit.bytes)");
    }
  }

  /** What is appended to texts whose length cannot be seen; in sum for a record. */
  void appended(long chars) {
    appended += chars;
    text(appended / 4);
  }

  /**
   * @throws LimitExceeded if an array is too long for one call
   */
  void elements(double length) {
    if (length > ScriptLimits.MAX_ELEMENTS) {
      throw limits.exceeded(
          "it went over an array of more than " + ScriptLimits.MAX_ELEMENTS + " elements");
    }
  }

  /**
   * @throws LimitExceeded if a BigInt is too large
   */
  void bits(double bits) {
    if (bits > ScriptLimits.MAX_BITS) {
      throw limits.exceeded("it made a BigInt of more than " + ScriptLimits.MAX_BITS + " bits");
    }
  }
}
