/** Alerts as this server is configured: its channels, its health, and its round of telling. */
@NullMarked
package org.prytany.app.alerts;

import org.jspecify.annotations.NullMarked;
