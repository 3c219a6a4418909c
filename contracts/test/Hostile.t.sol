// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {HostileGovernor} from "../src/hostile/HostileGovernor.sol";
import {Vm} from "./Cheats.sol";
import {DaoSetUp} from "./Dao.t.sol";

contract HostileTest is DaoSetUp {
    HostileGovernor private hostile;

    function setUp() public override {
        super.setUp();
        hostile = new HostileGovernor("Hostile", token, timelock, 1, 10, 0, 1);
        vm.recordLogs();
    }

    function recorded() private returns (bytes memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1, "logs");
        assertEq(uint256(logs[0].topics[0]), uint256(IGovernor.ProposalCreated.selector), "topic");
        return logs[0].data;
    }

    function decoded(bytes memory data)
        private
        pure
        returns (uint256 id, uint256 targets, uint256 calldatas, bytes memory description)
    {
        address[] memory targets_;
        bytes[] memory calldatas_;
        (id,, targets_,,, calldatas_,,, description) = abi.decode(
            data, (uint256, address, address[], uint256[], string[], bytes[], uint256, uint256, bytes)
        );
        targets = targets_.length;
        calldatas = calldatas_.length;
    }

    function test_ArraysMayDifferAndTextMayBeNoText() public {
        hostile.emitProposalCreated(
            7, alice, new address[](3), new uint256[](1), new string[](0), new bytes[](2), 1, 2, hex"fffe80"
        );
        (uint256 id, uint256 targets, uint256 calldatas, bytes memory description) = decoded(recorded());
        assertEq(id, 7, "id");
        assertEq(targets, 3, "targets");
        assertEq(calldatas, 2, "calldatas");
        assertEq(uint256(keccak256(description)), uint256(keccak256(hex"fffe80")), "description");
    }

    function test_LongDescriptionIsWellFormed() public {
        hostile.emitLongDescription(9, "x", 1_000_001);
        bytes memory data = recorded();
        (uint256 id,,, bytes memory description) = decoded(data);
        assertEq(id, 9, "id");
        assertEq(description.length, 1_000_001, "length");
        assertEq(uint8(description[0]), uint8(bytes1("x")), "first byte");
        assertEq(uint8(description[1_000_000]), uint8(bytes1("x")), "last byte");
        assertEq(data.length % 32, 0, "padding");
        assertEq(uint8(data[data.length - 1]), 0, "byte of padding");
    }

    function test_RawDataNeedsNoShape() public {
        hostile.emitRaw(hex"010203");
        assertEq(recorded().length, 3, "length");
    }
}
