/** Asks Safes, timelocks and owned contracts who may move what they have. */
@NullMarked
package org.prytany.chain.posture;

import org.jspecify.annotations.NullMarked;
