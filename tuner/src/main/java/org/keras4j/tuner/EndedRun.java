package org.keras4j.tuner;

import org.keras4j.tuner.internal.TrialReport;

/** A trial whose run elsewhere has ended, and what came of it. */
record EndedRun(Trial trial, TrialReport report) {}
