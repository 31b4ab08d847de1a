package io.lanemark.reports.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs where Chromium and its driver are installed. Elsewhere it is skipped, except where the
/// environment variable `CI` is set: there it runs and fails.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChromiumCondition.class)
@interface EnabledWithChromium {}
