package org.prytany.alerts.watch;

import java.util.List;
import org.prytany.governance.alert.Alert;

/**
 * An alert about a deadline that comes nearer.
 *
 * @param same ids under which the same was told, had the deadline lain a little earlier or later
 */
record Reminder(Alert alert, List<String> same) {}
