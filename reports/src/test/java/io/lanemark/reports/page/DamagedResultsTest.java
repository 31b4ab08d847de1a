package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every value of `run.json` and `trial.json` in turn is replaced by something else: the report is
/// written all the same, or one line says which file is damaged.
class DamagedResultsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final List<String> WRONG =
      List.of(
          "null",
          "\"NaN\"",
          "-1",
          "1e400",
          "9223372036854775807",
          "\"\"",
          "\"a\\u0000/../b\"",
          "[]",
          "{}",
          "[null]",
          "0",
          "true",
          "\"+1000000000-12-31T00:00:00Z\"");

  @TempDir Path folder;

  @Test
  @Tag("soak")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void anyValueMayBeWrong() throws IOException {
    Path root = new SyntheticRun().forks(1).endingAfter(2).write(folder.resolve("run"));
    Path trial =
        root.resolve("trials")
            .resolve(ResultsFolder.open(root).finishedTrials().getFirst().planned().id())
            .resolve("trial.json");
    List<String> faults = new ArrayList<>();
    for (Path file : List.of(root.resolve("run.json"), trial)) {
      faults.addAll(faults(root, file));
    }
    assertThat(faults).isEmpty();
  }

  private List<String> faults(Path root, Path file) throws IOException {
    String whole = Files.readString(file);
    List<String> faults = new ArrayList<>();
    int places = places(JSON.readTree(whole)).size();
    for (int i = 0; i < places; i++) {
      for (String wrong : WRONG) {
        JsonNode damaged = JSON.readTree(whole);
        Place place = places(damaged).get(i);
        place.replacement().accept(JSON.readTree(wrong));
        Files.writeString(file, damaged.toString());
        String fault = report(root);
        if (!fault.isEmpty()) {
          faults.add("%s = %s: %s".formatted(place.name(), wrong, fault));
        }
      }
    }
    Files.writeString(file, whole);
    return faults;
  }

  private String report(Path root) throws IOException {
    try {
      HtmlReport.write(List.of(root), folder.resolve("site"));
      return "";
    } catch (BadResultsException e) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith(root.toString()) && message.lines().count() == 1
          ? ""
          : e.toString();
    } catch (RuntimeException e) {
      return e + " at " + List.of(e.getStackTrace()).getFirst();
    }
  }

  /// A value in a tree, and how to replace it.
  private record Place(String name, Consumer<JsonNode> replacement) {}

  private static List<Place> places(JsonNode tree) {
    List<Place> places = new ArrayList<>();
    collect(tree, "", places);
    return places;
  }

  /// Of an array, the first element stands for all.
  private static void collect(JsonNode node, String name, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (String field : List.copyOf(object.propertyNames())) {
        String inner = name + "/" + field;
        places.add(new Place(inner, value -> object.set(field, value)));
        collect(object.get(field), inner, places);
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      String inner = name + "/0";
      places.add(new Place(inner, value -> array.set(0, value)));
      collect(array.get(0), inner, places);
    }
  }
}
