package io.acequia.sql.bind;

import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.syntax.Select;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a SELECT list, each with its name. */
public final class OutputList {

  private static final int MAX_COLUMNS = 10_000;

  private final Binder binder;
  private final List<Output> outputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private OutputList(Binder binder) {
    this.binder = binder;
  }

  /**
   * @throws io.acequia.sql.SqlException if two columns have one name, or one cannot be computed
   */
  public static List<Output> of(List<Select.Item> items, Binder binder) {
    OutputList list = new OutputList(binder);
    for (Select.Item item : items) {
      if (item.expr() instanceof Expr.Star star) {
        list.star(star, item.alias());
      } else {
        list.column(item);
      }
    }
    return list.outputs;
  }

  private void star(Expr.Star star, @Nullable String alias) {
    if (alias != null) {
      throw star.place().error("* cannot have the alias " + alias);
    }
    List<Scope.Named> all = binder.star(star);
    Set<String> except = new HashSet<>();
    for (Expr.Name name : star.except()) {
      if (!except.add(all == null ? name.text() : excepted(name, all))) {
        throw name.place().error("EXCEPT has " + name.text() + " twice");
      }
    }
    if (all == null) {
      outputs.add(new Output.Spread(binder.starBase(star), Set.copyOf(except), star.place()));
      return;
    }
    for (Scope.Named named : all) {
      if (!except.contains(named.name())) {
        add(named.name(), named.term(), true, star.place());
      }
    }
  }

  private static String excepted(Expr.Name name, List<Scope.Named> all) {
    String found = null;
    for (Scope.Named named : all) {
      if (named.name().equals(name.text())) {
        return named.name();
      }
      if (!name.quoted() && named.name().equalsIgnoreCase(name.text())) {
        found = named.name();
      }
    }
    if (found == null) {
      List<String> known = all.stream().map(Scope.Named::name).toList();
      throw name.place()
          .error("there is no field " + name.text() + Spelling.hint(name.text(), known));
    }
    return found;
  }

  private void column(Select.Item item) {
    Expr expr = item.expr();
    String alias = item.alias();
    boolean path =
        expr instanceof Expr.Name || expr instanceof Expr.Member || expr instanceof Expr.Subscript;
    if (path) {
      Scope.Named named = binder.path(expr);
      String name = named.name().isEmpty() ? numbered() : named.name();
      add(alias == null ? name : alias, named.term(), true, expr.place());
    } else {
      Term term = binder.bind(expr);
      add(alias == null ? nameOf(expr) : alias, term, false, expr.place());
    }
  }

  private String nameOf(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call.name().toLowerCase(Locale.ROOT);
    }
    if (expr instanceof Expr.Cast cast) {
      return cast.operand() instanceof Expr.Name
              || cast.operand() instanceof Expr.Member
              || cast.operand() instanceof Expr.Subscript
          ? binder.path(cast.operand()).name()
          : nameOf(cast.operand());
    }
    if (expr instanceof Expr.Case) {
      return "case";
    }
    if (expr instanceof Expr.Extract) {
      return "extract";
    }
    return expr instanceof Expr.ArrayOf ? "array" : numbered();
  }

  private String numbered() {
    return "column" + (outputs.size() + 1);
  }

  private void add(String name, Term term, boolean passed, Place place) {
    if (!names.add(name)) {
      throw place.error("two columns are called " + name + ": give one an alias with AS");
    }
    if (outputs.size() >= MAX_COLUMNS) {
      throw place.error("a statement has at most " + MAX_COLUMNS + " columns");
    }
    outputs.add(new Output.Column(name, term, passed, place));
  }
}
