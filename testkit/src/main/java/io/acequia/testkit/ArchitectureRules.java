package io.acequia.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The house rules that a machine can check, on the classes and the sources of the module whose
 * tests run: layers of the map, cycles, names, sizes, nulls, and what no code of ours may do.
 */
public abstract class ArchitectureRules {

  private static final String OURS = "io.acequia.";
  private static final int LONGEST_CLASS = 400;
  private static final int LONGEST_TEST = 600;
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Abstract\\w+|\\w*(Utils?|Helpers?|Manager|Impl))\\.java");

  /**
   * What no file may contain: catching every error hides the fatal ones, a sleep is a race, and a
   * test that is switched off tests nothing.
   */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "catch \\((final )?(\\w+ \\| )*Throwable\\b|Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\("
              + "|@Disa"
              + "bled|\\bTO"
              + "DO\\b|\\bFIX"
              + "ME\\b");

  private final ModuleFolder module = ModuleFolder.current();
  private final JavaClasses classes = new ClassFileImporter().importPath(module.classes());

  /** The module's own package, such as {@code io.acequia.http.source}. */
  protected abstract String basePackage();

  /** The packages of ours, without {@code io.acequia.}, that the map lets this module use. */
  protected abstract Set<String> mayDependOn();

  @Test
  void staysInItsPackage() {
    assertThat(classes).as("classes in " + module.classes()).isNotEmpty();
    assertThat(classes).allMatch(c -> within(c, basePackage()), "is in " + basePackage());
  }

  @Test
  void dependsOnlyOnWhatTheMapAllows() {
    noClasses()
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<JavaClass>("are ours, but not in the map's " + mayDependOn()) {
              @Override
              public boolean test(JavaClass target) {
                return target.getPackageName().startsWith(OURS)
                    && !within(target, basePackage())
                    && mayDependOn().stream().noneMatch(other -> within(target, OURS + other));
              }
            })
        .check(classes);
  }

  @Test
  void sourcesAndSinksDoNotKnowEachOther() {
    Set<String> kinds = new TreeSet<>();
    for (String name : List.of("source", "sink")) {
      Pattern kind = Pattern.compile("io\\.acequia\\.\\w+\\." + name + "(\\..*)?");
      boolean used =
          classes.stream()
              .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
              .anyMatch(d -> kind.matcher(d.getTargetClass().getPackageName()).matches());
      if (used || kind.matcher(basePackage()).matches()) {
        kinds.add(name);
      }
    }
    assertThat(kinds).as("kinds of connector in " + basePackage()).hasSizeLessThan(2);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(basePackage() + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void packagesAreNullMarked() throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Path file : module.javaFiles("src/main/java")) {
      folders.add(file.resolveSibling("package-info.java"));
    }
    for (Path packageInfo : folders) {
      assertThat(packageInfo).isRegularFile();
      assertThat(packageInfo).content().contains("@NullMarked");
    }
  }

  @Test
  void namesSayWhatAClassDoes() {
    assertThat(sources())
        .noneMatch(file -> EMPTY_NAME.matcher(String.valueOf(file.getFileName())).matches());
  }

  @Test
  void filesAreShort() throws IOException {
    for (Path file : module.javaFiles("src/main/java")) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST_CLASS);
    }
    for (Path file : module.javaFiles("src/test/java")) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST_TEST);
    }
  }

  @Test
  void nothingForbiddenIsDone() {
    for (Path file : sources()) {
      assertThat(file).content().doesNotContainPattern(FORBIDDEN);
    }
  }

  private List<Path> sources() {
    return Stream.of("src/main/java", "src/test/java")
        .flatMap(folder -> module.javaFiles(folder).stream())
        .toList();
  }

  private static boolean within(JavaClass candidate, String packageName) {
    String name = candidate.getPackageName();
    return name.equals(packageName) || name.startsWith(packageName + ".");
  }
}
