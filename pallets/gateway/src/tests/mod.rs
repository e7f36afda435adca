// SPDX-License-Identifier: Apache-2.0
//! Tests, a module for each call or concept.

mod config;
mod governance;
mod heartbeat;
mod leave;
mod register;
mod report_silence;
mod reset;
mod rewards;
mod sweep;
mod update_addresses;
