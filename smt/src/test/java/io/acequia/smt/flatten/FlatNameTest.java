package io.acequia.smt.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlatNameTest {

  @Test
  void joinsNamesOnceAndKeepsThem() {
    FlatName root = FlatName.root(".");
    FlatName name = root.child("a").child("b").child(0);
    assertThat(name).hasToString("a.b.0");
    assertThat(root.child("a").child("b").child(0)).isSameAs(name);
  }

  @Test
  void keepsSoManyAndNoLongOnes() {
    FlatName root = FlatName.root(".");
    String key = "x".repeat(FlatName.LONGEST + 1);
    for (int i = 0; i < FlatName.LIMIT; i++) {
      assertThat(root.child(key).child(i).toString()).hasSize(key.length() + 1 + digits(i));
    }
    FlatName first = root.child("0");
    assertThat(root.child("0")).as("long names do not count").isSameAs(first);
    for (int i = 1; i < FlatName.LIMIT; i++) {
      root.child(i);
    }
    assertThat(root.child("late")).hasToString("late").isNotSameAs(root.child("late"));
    assertThat(root.child("0")).isSameAs(first);
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
