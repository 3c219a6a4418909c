/** Ways in which an alert leaves the house: webhooks, chats, mail. */
@NullMarked
package org.prytany.alerts.channel;

import org.jspecify.annotations.NullMarked;
