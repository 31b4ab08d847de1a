package io.lanemark.cli.command;

import io.lanemark.cli.option.ComparisonOptions;
import io.lanemark.cli.option.VerdictOutputs;
import io.lanemark.guard.acceptance.AcceptedChanges;
import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Measured;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark compare`: gives verdicts on two results.
@Command(
    name = "compare",
    header = "Compare two results: which cases became slower?",
    customSynopsis = "lanemark compare [OPTIONS] BASE[,BASE...] CANDIDATE[,CANDIDATE...]",
    description =
        "Gives a verdict for each case: REGRESSED, IMPROVED, SAME, INCONCLUSIVE, NO BASELINE or"
            + " INFRASTRUCTURE. Each side is a results folder, a JSON file of JMH ('-rf json',"
            + " gzipped or not) or a folder of such files.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:no regression",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but trials failed",
      "64:wrong usage",
      "65:results or accepted changes cannot be read",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark compare main.json branch.json",
      "  scripts/lanemark compare 1.json.gz,2.json.gz branch.json --strict",
      "  scripts/lanemark compare monday/ tuesday/ --number score,p99,memory",
      "  scripts/lanemark compare a.json b.json --margin 2%% --margin Parser=10%%",
      "  scripts/lanemark compare main.json branch.json --accepted accepted.json",
      "  scripts/lanemark compare a.json b.json --markdown comment.md --github"
    })
public final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "1",
      paramLabel = "BASE",
      split = ",",
      description = "The old results; several paths count as one side.")
  private List<Path> base = List.of();

  @Parameters(
      index = "1",
      arity = "1",
      paramLabel = "CANDIDATE",
      split = ",",
      description = "The new results; several paths count as one side.")
  private List<Path> candidate = List.of();

  @Mixin private ComparisonOptions comparison;

  @Option(
      names = "--number",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "score,p99,memory,cpu",
      description =
          "Figures of results folders to compare: score, memory (PSS), cpu (per task) and"
              + " percentiles of the residence time, for example p99.9. For JSON of JMH it is"
              + " always the score. Default: ${DEFAULT-VALUE}.")
  private List<String> numbers = List.of();

  @Mixin private VerdictOutputs outputs;

  @Override
  public Integer call() {
    outputs.check();
    AcceptedChanges accepted = comparison.accepted();
    List<RunNumber> chosen = chosenNumbers();
    List<Measured> before = read(base, chosen);
    List<Measured> now = read(candidate, chosen);
    comparison.requireAny(before, now);
    Comparison compared =
        accepted.applyTo(
            Comparison.of(before, now, comparison.settings()).remarkedWhereNothingIsInCommon());
    outputs.publish(
        names(base), names(candidate), compared, comparison, spec.commandLine().getOut());
    return compared.outcome(comparison.strict()).exitCode().number();
  }

  private List<RunNumber> chosenNumbers() {
    try {
      return numbers.stream().distinct().map(RunNumber::named).toList();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
  }

  private List<Measured> read(List<Path> sources, List<RunNumber> chosen) {
    CaseFilter filter = comparison.filter();
    return SideReader.read(sources, chosen, measured -> filter.selects(measured.key()));
  }

  private static String names(List<Path> sources) {
    return String.join(", ", sources.stream().map(Path::toString).toList());
  }
}
