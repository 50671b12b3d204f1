package io.acequia.smt.script;

import java.util.regex.Pattern;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.IRFactory;
import org.mozilla.javascript.Interpreter;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.ScriptNode;

/** Turns a script's text into what the interpreter runs, with its operators held to the limits. */
final class ScriptCompiler {

  private static final int MAX_SOURCE = 1 << 20;

  /**
   * The name, a literal, or an escape that may spell the name; in texts and comments too, which
   * only costs some speed. A script without has no way to a BigInt: the global is removed then, and
   * records show none.
   */
  private static final Pattern BIG_INT = Pattern.compile("BigInt|[0-9a-fA-F]n|\\\\u");

  private ScriptCompiler() {}

  /**
   * @param name of the script in messages
   * @throws ScriptException with line and column, if it is not JavaScript that can run here
   */
  static CompiledScript compile(SandboxContext context, String source, String name) {
    if (source.length() > MAX_SOURCE) {
      throw new ScriptException("is longer than " + MAX_SOURCE + " characters");
    }
    CompilerEnvirons environs = new CompilerEnvirons();
    environs.initFromContext(context);
    ErrorReporter errors = new FirstError();
    try {
      AstRoot ast = new ScriptParser(environs, errors).parse(source, name);
      ScriptNode tree = new IRFactory(environs, name, source, errors).transformTree(ast);
      boolean bigInts = BIG_INT.matcher(source).find();
      new OperatorGuard(bigInts).guard(tree);
      Interpreter interpreter = new Interpreter();
      Object code = interpreter.compile(environs, tree, source, false);
      return new CompiledScript(interpreter.createScriptObject(code, null), bigInts);
    } catch (EvaluatorException e) {
      throw new ScriptException(
          "line %d, column %d: %s".formatted(e.lineNumber(), e.columnNumber(), e.details()), e);
    } catch (StackOverflowError e) {
      throw new ScriptException("is nested too deeply", e);
    }
  }

  private static final class FirstError implements ErrorReporter {

    @Override
    public void warning(String message, String name, int line, String text, int column) {
      // Style is the author's matter.
    }

    @Override
    public void error(String message, String name, int line, String text, int column) {
      throw runtimeError(message, name, line, text, column);
    }

    @Override
    public EvaluatorException runtimeError(
        String message, String name, int line, String text, int column) {
      return new EvaluatorException(message, name, line, text, column);
    }
  }
}
