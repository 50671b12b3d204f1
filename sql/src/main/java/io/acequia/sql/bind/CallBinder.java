package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Calls of functions. */
final class CallBinder {

  private static final Set<String> AGGREGATES =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "STDDEV",
          "VARIANCE",
          "ARRAY_AGG",
          "STRING_AGG",
          "COLLECT_LIST",
          "COLLECT_SET",
          "TOPK",
          "EARLIEST_BY_OFFSET",
          "LATEST_BY_OFFSET",
          "COUNT_DISTINCT",
          "PERCENTILE_CONT",
          "BOOL_AND",
          "BOOL_OR",
          "EVERY");

  private static final Set<String> WINDOWS =
      Set.of("ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE");

  private static final List<String> COMPILED =
      List.of("CASE", "CAST", "TRY_CAST", "COALESCE", "NULLIF", "GREATEST", "LEAST", "EXTRACT");

  private final Binder binder;
  private final FunctionTable functions;
  private final ChoiceBinder choices;

  CallBinder(Binder binder, FunctionTable functions, ChoiceBinder choices) {
    this.binder = binder;
    this.functions = functions;
    this.choices = choices;
  }

  Term call(Expr.Call call) {
    String name = call.name().toUpperCase(Locale.ROOT);
    Term compiled = choices.call(name, call);
    if (compiled != null) {
      return compiled;
    }
    SqlFunction function = functions.find(name);
    if (function == null) {
      throw unknown(name, call.place());
    }
    List<Term> terms = binder.bindAll(call.arguments());
    List<Argument> arguments = new ArrayList<>(terms.size());
    boolean constant = true;
    for (Term term : terms) {
      constant &= term.constant();
      arguments.add(
          term.constant()
              ? Argument.constant(term.type(), term.value())
              : Argument.of(term.type()));
    }
    FunctionCall bound = bound(function, arguments, name, call.place());
    Code[] codes = terms.stream().map(Term::code).toArray(Code[]::new);
    return Term.of(bound.type(), code(bound.body(), codes, name, call.place()))
        .folded(constant && bound.deterministic());
  }

  private static FunctionCall bound(
      SqlFunction function, List<Argument> arguments, String name, Place place) {
    try {
      FunctionCall call = function.bind(arguments);
      boolean fits =
          call.body() instanceof FunctionCall.Many
              || arguments.size() == (call.body() instanceof FunctionCall.Unary ? 1 : 2);
      if (!fits) {
        throw place.error(name + " cannot take " + arguments.size() + " arguments");
      }
      return call;
    } catch (FunctionException e) {
      throw place.error(name + ": " + e.getMessage());
    }
  }

  private static Code code(FunctionCall.Body body, Code[] codes, String name, Place place) {
    if (body instanceof FunctionCall.Unary unary) {
      Code only = codes[0];
      return row -> {
        Object argument = only.eval(row);
        try {
          return unary.apply(argument);
        } catch (RuntimeException e) {
          throw failed(e, name, place);
        }
      };
    }
    if (body instanceof FunctionCall.Binary binary) {
      Code first = codes[0];
      Code second = codes[1];
      return row -> {
        Object left = first.eval(row);
        Object right = second.eval(row);
        try {
          return binary.apply(left, right);
        } catch (RuntimeException e) {
          throw failed(e, name, place);
        }
      };
    }
    FunctionCall.Many many = (FunctionCall.Many) body;
    @Nullable Object[] arguments = new Object[codes.length];
    return row -> {
      for (int i = 0; i < codes.length; i++) {
        arguments[i] = codes[i].eval(row);
      }
      try {
        return many.apply(arguments);
      } catch (RuntimeException e) {
        throw failed(e, name, place);
      }
    };
  }

  /** A function's own error with its place; anything else it throws says too much or too little. */
  private static DataException failed(RuntimeException e, String name, Place place) {
    return e instanceof DataException
        ? new DataException(name + ": " + e.getMessage() + " at " + place, e)
        : new DataException(name + " failed with " + e.getClass().getName() + " at " + place, e);
  }

  private RuntimeException unknown(String name, Place place) {
    if (AGGREGATES.contains(name)) {
      return place.error(name + " is not supported: aggregates belong into a topology");
    }
    if (WINDOWS.contains(name)) {
      return place.error(name + " is not supported: window functions belong into a topology");
    }
    List<String> known = new ArrayList<>(COMPILED);
    for (SqlFunction function : functions.all()) {
      known.add(function.name());
    }
    return place.error("there is no function " + name + Spelling.hint(name, known));
  }
}
