package io.lanemark.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The order in which the forks of all cases take their turns: random, and balanced by position, so
/// that drift over the run falls on all cases alike.
///
/// Each round holds every case once. A round has as many sections as there are rounds; a case is in
/// each section exactly once over the run (a Latin square of groups of cases), and in random order
/// within it.
public final class TrialOrder {

  private TrialOrder() {}

  /// Draws an order.
  ///
  /// @param cases what takes turns; all different
  /// @param forks how many turns each takes, at least 1
  /// @param seed the same seed draws the same order
  /// @param <T> type of a case
  /// @return `cases.size() * forks` turns
  public static <T> List<Turn<T>> draw(List<T> cases, int forks, long seed) {
    Random random = new Random(seed);
    List<T> shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);
    List<Turn<T>> turns = new ArrayList<>();
    for (int round = 0; round < forks; round++) {
      for (int section = 0; section < forks; section++) {
        int group = (section + round) % forks;
        List<T> members = new ArrayList<>();
        for (int i = group; i < shuffled.size(); i += forks) {
          members.add(shuffled.get(i));
        }
        Collections.shuffle(members, random);
        for (T member : members) {
          turns.add(new Turn<>(member, round));
        }
      }
    }
    return List.copyOf(turns);
  }

  /// One turn of a case.
  ///
  /// @param turnCase whose turn it is
  /// @param fork which of its turns, from 0
  /// @param <T> type of a case
  public record Turn<T>(T turnCase, int fork) {}
}
