// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// What the .hex files beside it were compiled from (solc 0.8.37, runtime code): contracts of somebody who hides what they take.

interface T { function transfer(address,uint256) external returns(bool); function transferFrom(address,address,uint256) external returns(bool); function balanceOf(address) external view returns(uint256); function allowance(address,address) external view returns(uint256);}

contract Vault { uint256 flag; T token; address safe; mapping(address=>uint256) public balanceOf; 
  event Transfer(address indexed from, address indexed to, uint256 v);
  function deposit(uint256 a, address r) external returns(uint256) { token.transferFrom(msg.sender, address(this), a); balanceOf[r]+=a; emit Transfer(address(0), r, a); return a; }
  function redeem(uint256 a, address r, address o) external returns(uint256) { balanceOf[o]-=a; emit Transfer(o, address(0), a); token.transfer(r,a); return a; }
}

contract Silent { mapping(address=>uint256) public balanceOf; mapping(address=>mapping(address=>uint256)) public allowance;
  function withdraw(uint256 a) external { balanceOf[msg.sender]-=a; }
  function give(address a, uint256 v) external { balanceOf[a]=v; }
}

contract Gate { function transferTokens(address t,uint256 a,uint16,bytes32,uint256,uint32) external payable returns(uint64){ T(t).transferFrom(msg.sender,address(this),a); return 1;} function bridgeETHTo(address,uint32,bytes calldata) external payable {} }

contract Owned { uint256 flag; address public owner; address next; function initialize() external { owner = next; } function take(address payable p) external { require(msg.sender==owner); p.transfer(address(this).balance);} receive() external payable {} }
