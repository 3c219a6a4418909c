/** People who have themselves told: how they ask for it, confirm it, and end it. */
@NullMarked
package org.prytany.alerts.subscription;

import org.jspecify.annotations.NullMarked;
