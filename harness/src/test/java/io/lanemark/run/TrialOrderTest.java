package io.lanemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialOrderTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "12,3", "13,5", "7,10"})
  void everyRoundHoldsEveryCaseOnce(int cases, int forks) {
    List<TrialOrder.Turn<Integer>> turns = TrialOrder.draw(numbers(cases), forks, 42);

    assertThat(turns).hasSize(cases * forks).doesNotHaveDuplicates();
    for (int round = 0; round < forks; round++) {
      List<TrialOrder.Turn<Integer>> turnsOfRound =
          turns.subList(round * cases, (round + 1) * cases);
      int fork = round;
      assertThat(turnsOfRound).allMatch(turn -> turn.fork() == fork);
      assertThat(turnsOfRound).extracting(TrialOrder.Turn::turnCase).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyCaseIsInEverySectionOfTheRoundOnce() {
    int cases = 12;
    int forks = 3;
    Map<Integer, Set<Integer>> sectionsByCase = new HashMap<>();
    List<TrialOrder.Turn<Integer>> turns = TrialOrder.draw(numbers(cases), forks, 7);
    for (int i = 0; i < turns.size(); i++) {
      int section = i % cases / (cases / forks);
      sectionsByCase.computeIfAbsent(turns.get(i).turnCase(), _ -> new HashSet<>()).add(section);
    }

    assertThat(sectionsByCase.values())
        .hasSize(cases)
        .allSatisfy(sections -> assertThat(sections).containsExactlyInAnyOrder(0, 1, 2));
  }

  @Test
  void theSeedDecides() {
    assertThat(TrialOrder.draw(numbers(12), 3, 1)).isEqualTo(TrialOrder.draw(numbers(12), 3, 1));
    assertThat(TrialOrder.draw(numbers(12), 3, 1)).isNotEqualTo(TrialOrder.draw(numbers(12), 3, 2));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
