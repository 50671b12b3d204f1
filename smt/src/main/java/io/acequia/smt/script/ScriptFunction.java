package io.acequia.smt.script;

import io.acequia.smt.record.SchemaCache;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * The function {@code transform} of a script, in a sandbox of its own: no Java class, no file, no
 * network, no code made from text; held to {@link ScriptLimits} for each record. What the script
 * keeps in its global variables stays from record to record, until a limit ends it: then it begins
 * anew, because it was left somewhere in the middle. Not thread-safe, but not bound to one thread.
 */
public final class ScriptFunction {

  private static final String NAME = "transform";

  static {
    // The engine looks for its regular expressions once, as a service of the thread's class
    // loader; a worker that validates has its own there, which does not see the plugin's.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ScriptFunction.class.getClassLoader());
    try {
      Context.getCurrentContext();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private final Meter meter;
  private final Sandbox sandbox;
  private final SandboxContext context;
  private final CompiledScript script;
  private final Shapes shapes = new Shapes();
  private final SchemaCache<Schema> known = new SchemaCache<>(schema -> schema);
  private @Nullable Loaded loaded;

  /** A script after its first line to last has run. */
  private record Loaded(
      ScriptableObject scope, Function function, boolean takesMetadata, ScriptValues values) {}

  /**
   * Compiles the script and runs it once, so that its function is there.
   *
   * @param name of the script, such as its file's
   * @throws ScriptException if it does not compile, fails, or has no function {@code transform}
   */
  public ScriptFunction(String source, String name, ScriptLimits limits) {
    meter = new Meter(limits);
    sandbox = new Sandbox(meter);
    context = sandbox.makeContext();
    meter.begin();
    sandbox.enterContext(context);
    try {
      script = ScriptCompiler.compile(context, source, name);
      loaded = held(this::load);
    } finally {
      Context.exit();
    }
  }

  /**
   * Only compiles it.
   *
   * @throws ScriptException with line and column if it is not JavaScript that can run here
   */
  public static void check(String source) {
    Meter meter = new Meter(new ScriptLimits(1, 1));
    Sandbox sandbox = new Sandbox(meter);
    SandboxContext context = sandbox.makeContext();
    sandbox.enterContext(context);
    try {
      ScriptCompiler.compile(context, source, "code");
    } finally {
      Context.exit();
    }
  }

  /**
   * What the function makes of a struct or map; null if it returned null.
   *
   * @param metadata asked for only if the function has a second parameter
   * @throws ScriptException if the script failed, exceeded a limit, or returned what no record can
   *     have
   */
  public @Nullable SchemaAndValue apply(
      @Nullable Schema schema, Object value, Supplier<Map<String, @Nullable Object>> metadata) {
    meter.begin();
    sandbox.enterContext(context);
    try {
      return held(() -> call(schema, value, metadata));
    } finally {
      Context.exit();
    }
  }

  private Loaded load() {
    ScriptableObject scope = StandardLibrary.create(context, script.bigInts());
    script.script().exec(context, scope, scope);
    if (!(ScriptableObject.getProperty(scope, NAME) instanceof Function function)) {
      throw new ScriptException("has no function " + NAME + "(event)");
    }
    boolean two = ScriptRuntime.toNumber(ScriptableObject.getProperty(function, "length")) >= 2;
    return new Loaded(scope, function, two, new ScriptValues(context, scope));
  }

  private @Nullable SchemaAndValue call(
      @Nullable Schema schema, Object value, Supplier<Map<String, @Nullable Object>> metadata) {
    Loaded now = loaded;
    if (now == null) {
      now = load();
      loaded = now;
    }
    Schema same = schema == null ? null : known.get(schema);
    Object event = now.values.toScript(value, same);
    Object[] arguments =
        now.takesMetadata
            ? new Object[] {event, now.values.toScript(metadata.get(), null)}
            : new Object[] {event};
    Object result = now.function.call(context, now.scope, now.scope, arguments);
    if (result == null) {
      return null;
    }
    if (Undefined.isUndefined(result)) {
      throw new ScriptException(
          "transform returned undefined: return the event, or null to drop the record");
    }
    if (!(result instanceof RecordObject)
        && !(result instanceof Scriptable object && ConnectValues.isPlain(object))) {
      throw new ScriptException("transform returned something else than an object or null");
    }
    ConnectValues values = new ConnectValues(context);
    if (same == null) {
      return new SchemaAndValue(null, values.open(result, value));
    }
    if (result == event && event instanceof RecordObject unchanged && !unchanged.isChanged()) {
      return new SchemaAndValue(schema, value);
    }
    Schema after = new SchemaInference(shapes, context).of(result, same);
    return new SchemaAndValue(after, values.of(result, after));
  }

  /** Runs a part of the script; whatever it fails with becomes one sentence. */
  private <T> T held(Supplier<T> part) {
    try {
      return part.get();
    } catch (LimitExceeded e) {
      loaded = null;
      throw new ScriptException(Objects.requireNonNull(e.getMessage()), e);
    } catch (StackOverflowError e) {
      loaded = null;
      throw new ScriptException("the script was ended: it calls itself too deeply", e);
    } catch (RhinoException e) {
      throw new ScriptException(describe(e), e);
    } catch (FieldException e) {
      throw new ScriptException(Objects.requireNonNull(e.getMessage()), e);
    } catch (ScriptException e) {
      throw e;
    } catch (RuntimeException e) {
      // An assertion of the engine's own: of a script that is ended, or of one that found a fault.
      loaded = null;
      throw new ScriptException("the engine failed on the script: " + e.getClass().getName(), e);
    }
  }

  /** Says nothing of a thrown value unless the script made an Error of it. */
  private static String describe(RhinoException e) {
    String what = e.details();
    if (e instanceof JavaScriptException thrown
        && !(thrown.getValue() instanceof Scriptable error
            && error.getClassName().equals("Error"))) {
      what = "the script threw a value that is not an Error";
    }
    return e.lineNumber() > 0 ? "line " + e.lineNumber() + ": " + what : what;
  }
}
