package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PackedListTest {

  static Stream<List<?>> lists() {
    return Stream.of(
        List.of(),
        List.of(1),
        List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE),
        List.of(Long.MIN_VALUE, 7L),
        List.of(-0.0, Double.NaN, Double.MIN_VALUE),
        List.of("", "a", "\ud83d\ude00"),
        List.of("half of a pair", "\ud83d"),
        Arrays.asList(1, 2, null, 3),
        Arrays.asList(null, 1, 2),
        List.of(1, 2L, 3.0, "four", 5),
        List.of((byte) 1, 'c', 2.5f, true),
        List.of(new TwoArguments<>(1, "a"), new TwoArguments<>(2, "b")),
        List.of(List.of(1, 2), List.of()));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void holdsWhatWasAppended(List<?> elements) {
    PackedList<Object> list = new PackedList<>(0);
    elements.forEach(list::append);
    assertThat(list).isEqualTo(elements);
    assertThat(PackedList.copyOf(elements)).isEqualTo(elements);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void crossesAsItIs(List<?> elements) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(PackedList.copyOf(elements));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isInstanceOf(PackedList.class).isEqualTo(elements);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void joinsAnyTwo(List<?> elements) {
    for (List<?> others : lists().toList()) {
      PackedList<Object> joined = new PackedList<>(1);
      joined.appendAll(PackedList.copyOf(elements));
      joined.appendAll(PackedList.copyOf(others));
      List<Object> expected = new ArrayList<>(elements);
      expected.addAll(others);
      assertThat(joined).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void slicesAreCopies(List<?> elements) {
    PackedList<Object> list = PackedList.copyOf(elements);
    for (int from = 0; from <= elements.size(); from++) {
      PackedList<Object> slice = list.slice(from, elements.size());
      assertThat(slice).isEqualTo(elements.subList(from, elements.size()));
      slice.append("one more");
    }
    assertThat(list).isEqualTo(elements);
  }

  @Test
  void numbersArePackedUntilSomethingElseComes() {
    PackedList<Object> list = new PackedList<>(2);
    list.append(1);
    list.append(2);
    assertThat(list.form()).isEqualTo(PackedList.Form.INTS);
    assertThat(list.packed()).containsExactly(0, 0, 0, 1, 0, 0, 0, 2);
    list.append(3L);
    assertThat(list.form()).isNull();
    assertThat(list).containsExactly(1, 2, 3L);
  }

  @Test
  void takesWhatAnInputHasMoreThanItSaid() {
    Map<Integer, Integer> entries = Map.of(1, 1);
    PackedList<Integer> list = PackedList.copyOf(entries.keySet());
    for (int i = 0; i < 100; i++) {
      list.append(i);
    }
    assertThat(list).hasSize(101).endsWith(98, 99);
  }

  @Test
  void isNotModifiableByItsReaders() {
    List<Integer> list = PackedList.copyOf(List.of(1, 2));
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.set(0, 3));
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add(3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(2));
  }
}
