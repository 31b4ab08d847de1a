package io.lanemark.guard.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Verdicts as JSON, for programs.
public final class JsonVerdicts {

  private static final int SCHEMA_VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonVerdicts() {}

  /// Renders a comparison. Ratios are of costs, candidate over base: above 1 is slower, or more.
  ///
  /// @param comparison the verdicts
  /// @return JSON, in the order of the cases
  public static String of(Comparison comparison) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, comparison.count(kind));
    }
    return JSON.writeValueAsString(
            new Document(
                SCHEMA_VERSION,
                comparison.settings().margins().usual(),
                comparison.settings().falseDiscoveryRate(),
                counts,
                comparison.verdicts().stream()
                    .map(verdict -> Entry.of(comparison, verdict))
                    .toList(),
                comparison.gone().stream().map(Key::of).toList(),
                comparison.remarks()))
        + "\n";
  }

  private record Document(
      int schemaVersion,
      double margin,
      double falseDiscoveryRate,
      Map<Kind, Long> counts,
      List<Entry> verdicts,
      List<Key> onlyInBase,
      List<Remark> remarks) {}

  private record Key(
      String benchmark,
      String mode,
      SortedMap<String, String> params,
      int threads,
      String variant,
      String number) {

    static Key of(BenchmarkKey key) {
      return new Key(
          key.measured().benchmark(),
          key.measured().mode(),
          key.measured().parameters(),
          key.measured().threads(),
          key.measured().variant(),
          key.number());
    }
  }

  @JsonInclude(Include.NON_NULL)
  private record Entry(
      Key key, Kind verdict, double margin, String note, @Nullable ChangeEntry change) {

    static Entry of(Comparison comparison, Verdict verdict) {
      return new Entry(
          Key.of(verdict.key()),
          verdict.kind(),
          comparison.settings().margins().of(verdict.key().measured()),
          VerdictText.reason(verdict),
          verdict.change() == null ? null : ChangeEntry.of(verdict.unit(), verdict.change()));
    }
  }

  private record ChangeEntry(
      String aspect,
      int baseForks,
      int candidateForks,
      String unit,
      double base,
      double candidate,
      double ratio,
      double ratioLow,
      double ratioHigh,
      double smallestRatioShown,
      double adjustedPSlower,
      double adjustedPFaster) {

    static ChangeEntry of(Unit unit, Change change) {
      return new ChangeEntry(
          change.aspect().name().toLowerCase(Locale.ROOT),
          change.baseForks(),
          change.candidateForks(),
          unit.symbol(),
          unit.value(change.baseCost()),
          unit.value(change.candidateCost()),
          change.ratio(),
          change.interval().low(),
          change.interval().high(),
          change.smallestShown(),
          change.slower(),
          change.faster());
    }
  }
}
