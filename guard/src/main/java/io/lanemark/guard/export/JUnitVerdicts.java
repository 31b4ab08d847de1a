package io.lanemark.guard.export;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Verdicts as JUnit's XML, which CI servers show.
public final class JUnitVerdicts {

  /// Characters that XML 1.0 does not allow.
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private JUnitVerdicts() {}

  /// Renders a comparison: a test for each verdict and each remark. A regression is a failure, and
  /// so is an expired acceptance; a failed trial is an error; an accepted regression is skipped.
  /// What is inconclusive or not comparable is skipped, or a failure if `strict` is set.
  ///
  /// @param comparison the verdicts
  /// @param strict whether what is inconclusive is a failure
  /// @return XML
  public static String of(Comparison comparison, boolean strict) {
    List<Test> tests =
        Stream.concat(
                comparison.remarks().stream()
                    .sorted(Comparator.comparing(Remark::kind))
                    .map(remark -> Test.of(remark, strict)),
                comparison.verdicts().stream().map(verdict -> Test.of(verdict, strict)))
            .toList();
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new Writing(xml).suite(tests);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written into memory", e);
    }
    return text.toString();
  }

  private record Test(String className, String name, Outcome outcome, String message) {

    static Test of(Remark remark, boolean strict) {
      Outcome outcome =
          switch (remark.kind()) {
            case EXPIRED -> Outcome.FAILURE;
            case NOT_COMPARABLE -> strict ? Outcome.FAILURE : Outcome.SKIPPED;
            case WARNING -> Outcome.SKIPPED;
          };
      return new Test("lanemark", VerdictText.kind(remark.kind()), outcome, remark.text());
    }

    static Test of(Verdict verdict, boolean strict) {
      String benchmark = verdict.key().measured().benchmark();
      int method = benchmark.lastIndexOf('.');
      return new Test(
          benchmark.substring(0, Math.max(method, 0)),
          benchmark.substring(method + 1) + " " + verdict.key().details(),
          outcome(verdict.kind(), strict),
          "%s: %s".formatted(VerdictText.kind(verdict.kind()), VerdictText.sentence(verdict)));
    }

    private static Outcome outcome(Kind kind, boolean strict) {
      return switch (kind) {
        case REGRESSED -> Outcome.FAILURE;
        case INFRASTRUCTURE -> Outcome.ERROR;
        case INCONCLUSIVE -> strict ? Outcome.FAILURE : Outcome.SKIPPED;
        case ACCEPTED, NO_BASELINE -> Outcome.SKIPPED;
        case IMPROVED, SAME -> Outcome.PASSED;
      };
    }
  }

  private record Writing(XMLStreamWriter xml) {

    void suite(List<Test> tests) throws XMLStreamException {
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      attribute("name", "lanemark compare");
      attribute("tests", String.valueOf(tests.size()));
      attribute("failures", count(tests, Outcome.FAILURE));
      attribute("errors", count(tests, Outcome.ERROR));
      attribute("skipped", count(tests, Outcome.SKIPPED));
      xml.writeCharacters("\n");
      for (Test test : tests) {
        test(test);
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
    }

    private static String count(List<Test> tests, Outcome outcome) {
      return String.valueOf(tests.stream().filter(test -> test.outcome() == outcome).count());
    }

    private void test(Test test) throws XMLStreamException {
      xml.writeStartElement("testcase");
      attribute("classname", test.className());
      attribute("name", test.name());
      if (test.outcome() != Outcome.PASSED) {
        xml.writeEmptyElement(test.outcome().name().toLowerCase(Locale.ROOT));
        attribute("message", test.message());
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }

    private void attribute(String name, String value) throws XMLStreamException {
      xml.writeAttribute(name, NO_XML.matcher(value).replaceAll("?"));
    }
  }

  /// The result of a test; each except the first is an element of its own.
  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }
}
