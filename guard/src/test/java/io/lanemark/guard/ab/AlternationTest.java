package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.ab.Alternation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlternationTest {

  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 40).mapToObj(i -> subject("Bench.b" + i)).toList();

  private static Subject subject(String benchmark) {
    return new Subject(benchmark, new TreeMap<>());
  }

  private static List<Turn> round(long seed, int round) {
    return new Alternation(seed).turns(round, SUBJECTS, _ -> round - 1);
  }

  @Test
  void everySubjectHasOneTurnInARound() {
    assertThat(round(7, 1)).extracting(Turn::subject).containsExactlyInAnyOrderElementsOf(SUBJECTS);
  }

  @Test
  void twoPairsOfASubjectAreMirrored() {
    for (int round = 1; round < 8; round += 2) {
      Map<Subject, Lane> firsts = sides(round(7, round), Turn::first);
      Map<Subject, Lane> seconds = sides(round(7, round + 1), Turn::second);

      assertThat(firsts).isEqualTo(seconds).hasSameSizeAs(SUBJECTS);
    }
  }

  private static Map<Subject, Lane> sides(List<Turn> turns, Function<Turn, Lane> side) {
    return turns.stream().collect(Collectors.toMap(Turn::subject, side));
  }

  @Test
  void whichSideBeginsIsDrawnForEachSubjectAndAgainForEachTwoPairs() {
    List<Lane> beginnings = new ArrayList<>();
    for (int round = 1; round < 40; round += 2) {
      round(7, round).forEach(turn -> beginnings.add(turn.first()));
    }

    // 800 draws: 400 ± 71 are five standard deviations.
    assertThat(beginnings.stream().filter(lane -> lane == Lane.BASE).count()).isBetween(329L, 471L);
    assertThat(sides(round(7, 1), Turn::first)).isNotEqualTo(sides(round(7, 3), Turn::first));
  }

  @Test
  void theSeedDrawsTheOrder() {
    assertThat(round(7, 1)).isEqualTo(round(7, 1)).isNotEqualTo(round(8, 1));
    assertThat(round(7, 1)).isNotEqualTo(round(7, 3));
  }

  @Test
  void aSubjectThatSatOutGoesOnWhereItWas() {
    Alternation order = new Alternation(3);
    Subject subject = SUBJECTS.getFirst();
    Turn first = order.turns(1, List.of(subject), _ -> 0).getFirst();

    assertThat(order.turns(9, List.of(subject), _ -> 1).getFirst().first())
        .isEqualTo(first.second());
  }
}
