package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that try to get out, to stay for ever, or to take all memory. */
class JavaScriptSandboxTest {

  /** Far beyond the limits of a script, so that a busy machine does not matter. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** What a busy machine needs for a script of one line, many times over. */
  private static final String TIMEOUT_MS = "1000";

  private static final String THEN_WELL =
      "let n = 0; function transform(event) { if (event.well) { event.n = ++n; return event; } n = 100; ";

  private static @Nullable Object value(JavaScript.Value<SinkRecord> script, Map<String, ?> value) {
    SinkRecord after = script.apply(new SinkRecord("t", 0, null, null, null, value, 1));
    return after == null ? null : after.value();
  }

  private static JavaScript.Value<SinkRecord> script(String body) {
    JavaScript.Value<SinkRecord> script = new JavaScript.Value<>();
    script.configure(Map.of("code", THEN_WELL + body + "}", "timeout.ms", TIMEOUT_MS));
    return script;
  }

  /** The record fails, and the next one is transformed as if nothing had been. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "for (;;) { try { for (;;) {} } finally { continue; } }",
        "for (;;) { try { for (;;) {} } catch (e) {} }",
        "const all = []; for (;;) all.push('x' + all.length);",
        "const all = {}; for (let i = 0; ; i++) all['k' + i] = i;",
        "const all = []; for (;;) all.push(new Array(9999));",
        "let s = 'x'; for (;;) s += s;",
        "let s = 'xxxxxxxx'; for (let i = 0; i < 30; i++) s = `${s}${s}`; return {n: s.length};",
        "let s = 'xxxxxxxx'; const f = (x = s + s) => x; for (;;) s = f();",
        "let s = 'xxxxxxxx'; for (;;) { const o = {[s += s]: 1}; }",
        "const o = {s: 'xxxxxxxx'}; for (let i = 0; i < 30; i++) o.s += o.s; return {n: o.s.length};",
        "let s = 'xxxxxxxx'; for (;;) s = s.concat(s);",
        "let s = 'xxxxxxxx'; for (;;) s = [s, s].join('');",
        "let s = 'é'; for (;;) s = encodeURIComponent(s);",
        "const all = [], s = 'x'.repeat(2e6); for (;;) { const t = s + 'y'; t[0]; all.push(t); }",
        "return {s: 'x'.repeat(1e9)};",
        "return {s: 'x'.padEnd(1e9)};",
        "return {s: new Array(1e9).join('x')};",
        "return {s: new Array(4e9).fill(1).length};",
        "return {s: [...new Array(4e9)].length};",
        "return {s: new Set(new Array(1e9)).size};",
        "return {s: Array.from({length: 1e9}).length};",
        "return {s: new Array(4e9).indexOf(1)};",
        "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return {s: JSON.stringify(a).length};",
        "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return {s: String(a).length};",
        "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return {s: a.flat(1 / 0).length};",
        "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return {a};",
        "return {s: 'a'.repeat(2e6).indexOf('a'.repeat(1e6) + 'b')};",
        "return {s: /^(a+)+$/.test('a'.repeat(40) + 'b')};",
        "return {s: 'a'.repeat(1e6).replace(/a/g, 'b'.repeat(1e6)).length};",
        "return {s: 'a'.repeat(1e6).replaceAll('a', 'b'.repeat(1e6)).length};",
        "return {s: 'a'.repeat(1e5).replace(/a/g, '$`').length};",
        "return {s: 'a'.repeat(4e6).split('').length};",
        "let x = 3n; for (;;) x = x * x;",
        "return {s: 2n ** 1000000000n > 1n};",
        "return {s: (1n << 1000000000n) > 1n};",
        "return {s: BigInt('9'.repeat(1e6)) > 1n};",
        "return {s: 1n == '9'.repeat(3e6)};",
        "function f() { return [1].map(f); } return f();",
        "const o = {toString() { return '' + o; }}; return {s: '' + o};",
        "return {s: new RegExp('('.repeat(1e5)).source};",
        "let a = []; for (let i = 0; i < 5000; i++) a = [a]; return {s: JSON.stringify(a)};",
        "function* g() { for (;;) yield 1; } return {s: [...g()].length};",
      })
  void endlessScriptFailsItsRecordOnly(String body) {
    JavaScript.Value<SinkRecord> script = script(body);
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> value(script, Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("(?s).*(was ended|the engine failed).*"));
    assertThat(value(script, Map.of("well", true))).isEqualTo(Map.of("well", true, "n", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return {s: java.lang.System.getProperty('user.home')};",
        "return {s: Packages.java.lang.System.exit(1)};",
        "return {s: event.getClass().forName('java.lang.System')};",
        "return {s: event.constructor.constructor('return 1')()};",
        "return {s: Function('return this')()};",
        "return {s: eval('1 + 1')};",
        "return {s: (function* () {}).constructor('yield 1')().next().value};",
        "return {s: [].map.constructor('return 1')()};",
        "return {s: new Script('1').exec()};",
        "return {s: importClass(java.io.File)};",
        "return {s: JSON.parse('['.repeat(2e5)).length};",
        "return {s: Math.max.apply(null, {length: 1e9})};",
        "Array.prototype.join = () => 'mine'; return event;",
        "Object.defineProperty(globalThis, ' add', {value: () => 'mine'}); return event;",
        "const o = {x: 3n}; for (;;) o.x *= o.x;",
        "function f() { return f() + 1; } return f();",
        "let n = 0; const a = {get length() { return n++ ? 1e9 : 0; }};"
            + " return {s: [].indexOf.call(a, 1)};",
      })
  void wayOutIsClosed(String body) {
    JavaScript.Value<SinkRecord> script = script(body);
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> value(script, Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 1"));
    assertThat(value(script, Map.of("well", true))).extracting("well").isEqualTo(true);
  }

  @Test
  void nothingOfJavaIsThere() {
    String names =
        "eval Packages java javax org com importClass importPackage JavaImporter JavaAdapter"
            + " getClass Script Continuation console print load Promise setTimeout Uint8Array"
            + " Reflect Proxy require process fetch";
    String code =
        "return {found: '%s'.split(' ').filter(n => n in globalThis).join()};".formatted(names);
    assertThat(value(script(code), Map.of())).isEqualTo(Map.of("found", ""));
  }

  @Test
  void errorsDoNotCarryTheEnginesOwn() {
    assertThat(
            value(
                script("try { null.x; } catch (e) { return {j: String(e.javaException)}; }"),
                Map.of()))
        .isEqualTo(Map.of("j", "undefined"));
  }

  @Test
  void globalVariablesStayFromRecordToRecord() {
    JavaScript.Value<SinkRecord> script = script("return event;");
    value(script, Map.of("well", true));
    assertThat(value(script, new HashMap<>(Map.of("well", true))))
        .isEqualTo(Map.of("well", true, "n", 2L));
  }
}
