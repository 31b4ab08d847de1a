package io.lanemark.reports.render;

import io.lanemark.reports.regression.Comparison;
import io.lanemark.reports.regression.Verdict;
import io.lanemark.reports.regression.Verdict.Kind;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Verdicts as JUnit's XML, which servers of continuous integration show.
public final class JUnitVerdicts {

  /// What XML 1.0 has no place for.
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private JUnitVerdicts() {}

  /// Renders a comparison: a test for each verdict. A regression is a failure, a failed trial an
  /// error; what is inconclusive is skipped, or a failure where that is asked for.
  ///
  /// @param comparison what is said
  /// @param strict whether what is inconclusive is a failure
  /// @return XML
  public static String of(Comparison comparison, boolean strict) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new Writing(xml, strict).comparison(comparison);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written into memory", e);
    }
    return text.toString();
  }

  private record Writing(XMLStreamWriter xml, boolean strict) {

    void comparison(Comparison comparison) throws XMLStreamException {
      List<Verdict> verdicts = comparison.verdicts();
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      attribute("name", "lanemark compare");
      attribute("tests", String.valueOf(verdicts.size()));
      attribute("failures", String.valueOf(count(verdicts, Outcome.FAILURE)));
      attribute("errors", String.valueOf(count(verdicts, Outcome.ERROR)));
      attribute("skipped", String.valueOf(count(verdicts, Outcome.SKIPPED)));
      xml.writeCharacters("\n");
      for (Verdict verdict : verdicts) {
        testCase(verdict);
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
    }

    private long count(List<Verdict> verdicts, Outcome outcome) {
      return verdicts.stream().filter(verdict -> outcome(verdict.kind()) == outcome).count();
    }

    private void testCase(Verdict verdict) throws XMLStreamException {
      String benchmark = verdict.key().measured().benchmark();
      int method = benchmark.lastIndexOf('.');
      xml.writeStartElement("testcase");
      attribute("classname", benchmark.substring(0, Math.max(method, 0)));
      attribute("name", benchmark.substring(method + 1) + " " + VerdictText.details(verdict.key()));
      String element =
          switch (outcome(verdict.kind())) {
            case PASSED -> null;
            case FAILURE -> "failure";
            case ERROR -> "error";
            case SKIPPED -> "skipped";
          };
      if (element != null) {
        xml.writeEmptyElement(element);
        attribute(
            "message",
            "%s: %s".formatted(VerdictText.kind(verdict.kind()), VerdictText.sentence(verdict)));
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }

    private Outcome outcome(Kind kind) {
      return switch (kind) {
        case REGRESSED -> Outcome.FAILURE;
        case INFRASTRUCTURE -> Outcome.ERROR;
        case INCONCLUSIVE -> strict ? Outcome.FAILURE : Outcome.SKIPPED;
        case NO_BASELINE -> Outcome.SKIPPED;
        case IMPROVED, SAME -> Outcome.PASSED;
      };
    }

    private void attribute(String name, String value) throws XMLStreamException {
      xml.writeAttribute(name, NO_XML.matcher(value).replaceAll("?"));
    }
  }

  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }
}
