package io.acequia.sql.function;

import io.acequia.sql.function.FunctionDoc.Category;
import java.util.ArrayList;
import java.util.List;

/** Collects declared functions of one section of the reference page. */
public final class FunctionSet {

  private final Category category;
  private final List<SqlFunction> functions = new ArrayList<>();

  public FunctionSet(Category category) {
    this.category = category;
  }

  /** Begins a function; it is in this set once the builder knows what it gives. */
  public FunctionBuilder function(String name, String... aliases) {
    List<String> names = new ArrayList<>();
    names.add(name);
    names.addAll(List.of(aliases));
    return new FunctionBuilder(category, names, functions::add);
  }

  public List<SqlFunction> all() {
    return List.copyOf(functions);
  }
}
