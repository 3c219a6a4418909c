// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice A thing the DAO owns, so that a proposal can change its setting, or give it away.
contract DemoVault is Ownable {
    /// @notice Most wei that one withdrawal may take.
    uint256 public withdrawalLimit;

    event WithdrawalLimitChanged(uint256 previousLimit, uint256 newLimit);
    event Withdrawn(address indexed to, uint256 value);

    error WithdrawalAboveLimit(uint256 value, uint256 limit);

    constructor(address owner, uint256 withdrawalLimit_) Ownable(owner) {
        withdrawalLimit = withdrawalLimit_;
    }

    receive() external payable {}

    function setWithdrawalLimit(uint256 newLimit) external onlyOwner {
        emit WithdrawalLimitChanged(withdrawalLimit, newLimit);
        withdrawalLimit = newLimit;
    }

    function withdraw(address payable to, uint256 value) external onlyOwner {
        if (value > withdrawalLimit) {
            revert WithdrawalAboveLimit(value, withdrawalLimit);
        }
        emit Withdrawn(to, value);
        Address.sendValue(to, value);
    }
}
