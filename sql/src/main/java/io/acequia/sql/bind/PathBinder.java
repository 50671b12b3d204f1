package io.acequia.sql.bind;

import io.acequia.sql.Row;
import io.acequia.sql.Shape;
import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Steps;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.syntax.Select;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Names and paths: fields, parts of them, and what Kafka says about a record. */
final class PathBinder {

  private static final List<String> METADATA =
      List.of("_topic", "_partition", "_offset", "_timestamp", "_key");
  private static final String HEADERS = "headers";

  private final Binder binder;
  private final Scope scope;
  private final Shape shape;
  private final List<Select.Table> tables;

  PathBinder(Binder binder, Scope scope, Shape shape, List<Select.Table> tables) {
    this.binder = binder;
    this.scope = scope;
    this.shape = shape;
    this.tables = tables;
  }

  Scope.Named bind(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return root(name);
    }
    if (expr instanceof Expr.Member member) {
      return member(member);
    }
    if (expr instanceof Expr.Subscript subscript) {
      return subscript(subscript);
    }
    return new Scope.Named("", binder.bind(expr));
  }

  private Scope.Named root(Expr.Name name) {
    if (!name.quoted() && METADATA.contains(name.text())) {
      return new Scope.Named(name.text(), metadata(name.text()));
    }
    return field(name.text(), name.quoted(), name.place());
  }

  private Scope.Named field(String name, boolean quoted, Place place) {
    Scope.Named field = scope.field(name, quoted);
    if (field == null) {
      throw unknown(name, scope.names(), place);
    }
    return field;
  }

  private Term metadata(String name) {
    return switch (name) {
      case "_topic" -> Term.of(SqlType.STRING, Row::topic);
      case "_partition" -> Term.of(SqlType.INTEGER, Row::partition);
      case "_offset" -> Term.of(SqlType.BIGINT, Row::offset);
      case "_timestamp" ->
          Term.of(
              SqlType.TIMESTAMP,
              row -> {
                Long millis = row.timestamp();
                return millis == null ? null : new Date(millis);
              });
      default -> {
        Schema key = shape.key();
        yield Term.of(key == null ? SqlType.ANY : SqlType.of(key), Row::key);
      }
    };
  }

  private Scope.Named member(Expr.Member member) {
    if (isTable(member.base())) {
      return field(member.name(), member.quoted(), member.place());
    }
    Term base = bind(member.base()).term();
    Schema schema = base.type().schema();
    if (base.kind() == Kind.STRUCT && schema != null) {
      Field field = StructScope.find(schema, member.name(), member.quoted());
      if (field == null) {
        throw unknown(member.name(), StructScope.names(schema), member.place());
      }
      return new Scope.Named(field.name(), part(base, field));
    }
    return new Scope.Named(member.name(), named(base, member.name(), member.place()));
  }

  private static Term part(Term base, Field field) {
    Schema whole = Objects.requireNonNull(base.type().schema());
    Schema part = whole.isOptional() ? Schemas.optional(field.schema()) : field.schema();
    Code code = base.code();
    return Term.of(
        SqlType.of(part),
        row -> {
          Struct struct = (Struct) code.eval(row);
          return struct == null ? null : struct.get(field);
        });
  }

  /** A part by name of a map, or of something that is known when a record is read. */
  private static Term named(Term base, String name, Place place) {
    if (base.kind() != Kind.MAP && base.kind() != Kind.STRUCT && !base.type().isOpen()) {
      throw place.error(base.kind() + " has no field " + name);
    }
    Code code = base.code();
    return Term.of(
        element(base.type()),
        row -> {
          try {
            return Steps.member(code.eval(row), name);
          } catch (DataException e) {
            throw Failures.at(place, e);
          }
        });
  }

  private static SqlType element(SqlType container) {
    Schema schema = container.element().schema();
    return schema == null ? SqlType.ANY : SqlType.of(Schemas.optional(schema));
  }

  private Scope.Named subscript(Expr.Subscript subscript) {
    Term index = binder.bind(subscript.index());
    Object step = index.constant() ? index.value() : null;
    if (step instanceof String name && isHeaders(subscript.base())) {
      return new Scope.Named(name, Term.of(SqlType.ANY, row -> row.header(name)));
    }
    Scope.Named base = bind(subscript.base());
    Term term = base.term();
    if (step instanceof String name) {
      Schema schema = term.type().schema();
      Field field = term.kind() == Kind.STRUCT && schema != null ? schema.field(name) : null;
      return new Scope.Named(
          name, field != null ? part(term, field) : named(term, name, subscript.place()));
    }
    return new Scope.Named(base.name(), indexed(term, index, subscript.place()));
  }

  private static Term indexed(Term base, Term index, Place place) {
    boolean byNumber = index.kind() == Kind.INTEGER || index.kind() == Kind.BIGINT;
    boolean open = base.type().isOpen();
    if (!byNumber && index.kind() != Kind.STRING && !index.type().isOpen()) {
      throw place.error("an index is a number or a text, not " + index.kind());
    }
    if (!open
        && !(byNumber && base.kind() == Kind.ARRAY)
        && !(index.type().isOpen() && base.kind() == Kind.ARRAY)
        && base.kind() != Kind.MAP
        && !(base.kind() == Kind.STRUCT && !byNumber)) {
      throw place.error(base.kind() + (byNumber ? " has no elements" : " has no fields"));
    }
    Code container = base.code();
    Code position = index.code();
    return Term.of(
            element(base.type()),
            row -> {
              Object whole = container.eval(row);
              Object step = position.eval(row);
              if (whole == null || step == null) {
                return null;
              }
              try {
                return Steps.step(whole, step);
              } catch (DataException e) {
                throw Failures.at(place, e);
              }
            })
        .folded(base.constant() && index.constant());
  }

  @Nullable List<Scope.Named> star(Expr.Star star) {
    Expr base = star.base();
    if (base == null || isTable(base)) {
      return scope.all();
    }
    Term term = bind(base).term();
    Schema schema = term.type().schema();
    if (term.kind() == Kind.STRUCT && schema != null) {
      List<Scope.Named> all = new ArrayList<>();
      for (Field field : schema.fields()) {
        all.add(new Scope.Named(field.name(), part(term, field)));
      }
      return all;
    }
    if (term.type().isOpen() || term.kind() == Kind.MAP) {
      return null;
    }
    throw star.place().error(term.kind() + " has no fields");
  }

  Term starBase(Expr.Star star) {
    Expr base = star.base();
    return base == null || isTable(base) ? scope.whole() : bind(base).term();
  }

  /** Whether a name is that of the table, and of no field. */
  private boolean isTable(Expr expr) {
    if (!(expr instanceof Expr.Name name) || scope.has(name.text(), name.quoted())) {
      return false;
    }
    for (Select.Table table : tables) {
      if (name.quoted() || table.quoted()
          ? table.name().equals(name.text())
          : table.name().equalsIgnoreCase(name.text())) {
        return true;
      }
    }
    return false;
  }

  private boolean isHeaders(Expr expr) {
    return expr instanceof Expr.Name name
        && !name.quoted()
        && name.text().equals(HEADERS)
        && !scope.has(HEADERS, false);
  }

  private static RuntimeException unknown(String name, Collection<String> known, Place place) {
    return place.error("there is no field " + name + Spelling.hint(name, known));
  }
}
