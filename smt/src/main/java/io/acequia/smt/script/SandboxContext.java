package io.acequia.smt.script;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/** An engine's context in which no code is made from text and no Java class is visible. */
final class SandboxContext extends Context {

  /** How many instructions run between two looks at the clock: some tens of microseconds. */
  private static final int INSTRUCTIONS = 1_000;

  /** Calls in calls; far below what the 32,767 of the interpreter's counter and a heap hold. */
  private static final int MAX_DEPTH = 2_000;

  /** How many characters are copied in about the time of an instruction. */
  static final int CHARS_A_UNIT = 16;

  private final Meter meter;

  SandboxContext(ContextFactory factory, Meter meter) {
    super(factory);
    this.meter = meter;
    setLanguageVersion(Context.VERSION_ES6);
    // An Error passes every finally of an interpreted script; compiled ones could hold it up.
    setInterpretedMode(true);
    setMaximumInterpreterStackDepth(MAX_DEPTH);
    setInstructionObserverThreshold(INSTRUCTIONS);
    setGeneratingDebug(false);
    setGeneratingSource(false);
    setClassShutter(name -> false);
  }

  Meter meter() {
    return meter;
  }

  /** Counts work that a native call is about to do; about as much as an instruction each. */
  void charge(long units) {
    ScriptRuntime.addInstructionCount(this, (int) Math.min(units, 1 << 20));
  }

  /** {@code eval}, {@code Function} and their kind all end here. */
  @Override
  protected Object compileImpl(
      @Nullable Scriptable scope,
      String source,
      @Nullable String name,
      int line,
      @Nullable Object securityDomain,
      boolean returnFunction,
      @Nullable Evaluator compiler,
      @Nullable ErrorReporter errors,
      @Nullable Consumer<CompilerEnvirons> environs) {
    throw ScriptRuntime.constructError("EvalError", "code cannot be made from text here");
  }
}
