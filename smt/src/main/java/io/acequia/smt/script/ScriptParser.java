package io.acequia.smt.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.Scope;
import org.mozilla.javascript.ast.VariableDeclaration;
import org.mozilla.javascript.ast.WithStatement;

/**
 * Parses a script, and corrects what the engine does with {@code const}: it keeps the value of the
 * first round of a loop for all, and does not know {@code for (const x of xs)}. A constant becomes
 * a variable, which is what it is to a script that is right.
 */
final class ScriptParser {

  private static final Pattern FOR_CONST = Pattern.compile("\\bfor\\s*\\(\\s*(const)\\s+\\S?$");

  private final CompilerEnvirons environs;
  private final ErrorReporter errors;

  ScriptParser(CompilerEnvirons environs, ErrorReporter errors) {
    this.environs = environs;
    this.errors = errors;
  }

  /**
   * @throws EvaluatorException at the first error
   */
  AstRoot parse(String source, String name) {
    String text = source;
    while (true) {
      try {
        AstRoot ast = new Parser(environs, errors).parse(text, name, 1);
        ast.visit(new Corrections());
        return ast;
      } catch (EvaluatorException e) {
        String corrected = withoutForConst(text, e.lineNumber(), e.columnNumber());
        if (corrected.equals(text)) {
          throw e;
        }
        text = corrected;
      }
    }
  }

  /** As long as before, so that lines and columns stay; the same text if it was something else. */
  private static String withoutForConst(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int end = Math.min(start + column, text.length());
    int begin = Math.max(0, end - 200);
    Matcher matcher = FOR_CONST.matcher(text).region(begin, end);
    return matcher.find()
        ? text.substring(0, matcher.start(1)) + "let  " + text.substring(matcher.end(1))
        : text;
  }

  private static final class Corrections implements NodeVisitor {

    @Override
    public boolean visit(AstNode node) {
      if (node instanceof WithStatement) {
        // Its object could stand in for the guards of operators.
        throw new EvaluatorException(
            "the statement 'with' is not supported", "", node.getLineno(), "", node.getColumn());
      }
      if (node instanceof VariableDeclaration declaration && declaration.isConst()) {
        declaration.setType(Token.VAR);
      }
      if (node instanceof Scope scope && scope.getSymbolTable() != null) {
        scope.getSymbolTable().values().stream()
            .filter(symbol -> symbol.getDeclType() == Token.CONST)
            .forEach(symbol -> symbol.setDeclType(Token.VAR));
      }
      if (node instanceof FunctionNode function && function.getDefaultParams() != null) {
        for (Object part : function.getDefaultParams()) {
          if (part instanceof AstNode value) {
            value.visit(this);
          }
        }
      }
      if (node instanceof CatchClause clause && clause.getVarName() == null) {
        clause.getBody().visit(this);
        return false;
      }
      return true;
    }
  }
}
