/** Notices what people have to know, and tells them through the channels that they configured. */
@NullMarked
package org.prytany.alerts;

import org.jspecify.annotations.NullMarked;
