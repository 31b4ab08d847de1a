package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The action, the workflows, and the scripts that they run: what they say to `lanemark` is
/// understood, and nothing that a stranger writes gets into a shell's program.
class WorkflowsTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[\\s\"/])scripts/lanemark\"?[ \t]+([^|&;>\\n]*)");

  private static final Pattern PROFILE = Pattern.compile("mvn .*-P(\\w+)");

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(PROJECT.resolve("action.yml"));
    try (Stream<Path> workflows = Files.list(PROJECT.resolve(".github/workflows"))) {
      workflows.forEach(files::add);
    }
    return files.stream().sorted();
  }

  static Stream<Path> scripts() throws IOException {
    try (Stream<Path> scripts = Files.list(PROJECT.resolve("scripts"))) {
      return Stream.concat(files(), scripts).toList().stream();
    }
  }

  private static JsonNode yaml(Path file) throws IOException {
    return JSON.valueToTree(
        new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(Files.readString(file)));
  }

  private static List<JsonNode> steps(Path file) throws IOException {
    JsonNode root = yaml(file);
    assertThat(root.path("name").asString("")).as("name of %s", file).isNotEmpty();
    List<JsonNode> steps = new ArrayList<>();
    root.path("runs").path("steps").forEach(steps::add);
    root.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    assertThat(steps).as("steps of %s", file).isNotEmpty();
    return steps;
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStepRunsOrUsesSomething(Path file) throws IOException {
    assertThat(steps(file))
        .allMatch(step -> step.path("run").isString() != step.path("uses").isString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsPutIntoTheProgramOfAShell(Path file) throws IOException {
    assertThat(steps(file))
        .extracting(step -> step.path("run").asString(""))
        .noneMatch(run -> run.contains("${{"));
  }

  @Test
  void everyCommandIsUnderstood() throws IOException {
    List<String> understood = new ArrayList<>();
    for (Path file : scripts().toList()) {
      Matcher commands = COMMAND.matcher(Files.readString(file));
      while (commands.find()) {
        understood.add(
            new CommandLine(new Lanemark())
                .parseArgs(words(commands.group(1)))
                .subcommand()
                .commandSpec()
                .name());
      }
    }

    assertThat(understood).contains("guard", "run", "history");
  }

  /// What else a machine does while it measures is measured as well.
  @Test
  void soaksRunEveryNightOnAMachineOfTheirOwn() throws IOException {
    JsonNode jobs = yaml(PROJECT.resolve(".github/workflows/nightly.yml")).path("jobs");
    Map<String, String> commands = new TreeMap<>();
    jobs.forEachEntry(
        (name, job) ->
            commands.put(
                name,
                job.path("steps")
                    .valueStream()
                    .map(step -> step.path("run").asString(""))
                    .collect(Collectors.joining("\n"))));

    assertThat(commands)
        .hasEntrySatisfying(
            "soak", soak -> assertThat(soak).contains("-Psoak").doesNotContain("scripts/"))
        .hasEntrySatisfying(
            "measure", measure -> assertThat(measure).contains("scripts/").doesNotContain("-P"));
  }

  /// Maven only warns of a profile that there is not.
  @Test
  void everyProfileOfMavenIsThere() throws IOException {
    List<String> asked = new ArrayList<>();
    for (Path file : scripts().toList()) {
      PROFILE.matcher(Files.readString(file)).results().forEach(match -> asked.add(match.group(1)));
    }
    StringBuilder poms = new StringBuilder();
    for (String pom : List.of("pom.xml", "multiprocessing/pom.xml", "cli/pom.xml")) {
      poms.append(Files.readString(PROJECT.resolve(pom)));
    }

    assertThat(asked)
        .contains("soak")
        .allSatisfy(
            name ->
                assertThat(poms)
                    .containsPattern("<profile>\\s*<id>%s</id>".formatted(Pattern.quote(name))));
  }

  /// What a variable stands for may be a word that suits every option; one without quotes stands
  /// for any number of words.
  private static String[] words(String command) {
    return Stream.of(command.strip().split("\\s+", -1))
        .filter(word -> !word.startsWith("$"))
        .map(word -> word.startsWith("\"$") ? "20m" : word)
        .toArray(String[]::new);
  }

  @Test
  void theActionGivesEveryInputToTheCommand() throws IOException {
    JsonNode action = yaml(PROJECT.resolve("action.yml"));
    List<String> inputs = new ArrayList<>(action.path("inputs").propertyNames());
    String text = action.path("runs").toString();

    assertThat(inputs).isNotEmpty().allMatch(input -> text.contains("${{ inputs." + input + " }}"));
  }

  /// Two steps of the action, as a job of GitHub runs them: the first keeps what the last puts
  /// back.
  @ParameterizedTest
  @ValueSource(strings = {"/a/jdk", ""})
  void theActionPutsTheJavaBackThatWasThere(String home, @TempDir Path folder) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin")).toRealPath();
    Files.createSymbolicLink(
        Files.createDirectory(folder.resolve("path")).resolve("java"), program(bin));
    String path = "%s:%s".formatted(folder.resolve("path"), System.getenv("PATH"));
    Path kept = folder.resolve("output");
    Path variables = folder.resolve("env");
    Path paths = folder.resolve("paths");

    runStep("own", Map.of("JAVA_HOME", home, "PATH", path, "GITHUB_OUTPUT", kept.toString()));

    assertThat(kept).hasContent("home=%s\nbin=%s\n".formatted(home, bin));
    runStep(
        "back",
        Map.of(
            "OWN_HOME",
            home,
            "OWN_BIN",
            bin.toString(),
            "GITHUB_ENV",
            variables.toString(),
            "GITHUB_PATH",
            paths.toString()));
    assertThat(variables).hasContent("JAVA_HOME=%s\n".formatted(home));
    assertThat(paths).hasContent(bin + "\n");
  }

  private static Path program(Path bin) throws IOException {
    Path java = Files.createFile(bin.resolve("java"));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return java;
  }

  private static void runStep(String id, Map<String, String> variables) throws Exception {
    String program =
        steps(PROJECT.resolve("action.yml")).stream()
            .filter(step -> step.path("id").asString("").equals(id))
            .map(step -> step.path("run").asString())
            .findFirst()
            .orElseThrow();
    Launched step =
        Launched.in(PROJECT, variables, List.of("bash", "-eo", "pipefail", "-c", program));
    assertThat(step.exitCode()).as(step.err()).isZero();
  }
}
