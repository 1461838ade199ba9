"""The attributes that columns, groupings and filters of query jobs may name.

The pages refer to a list on another page. This one is a selection; `sandbox.add_attributes` adds others.
"""

from __future__ import annotations

from addepar_sandbox.handlers.call import Call

KIND = "attributes"
# Texts of a made-up holding, by which rows can be grouped and filtered.
TEXTS = ("asset_class", "currency", "security", "holding_account")
_WELL_KNOWN = frozenset(
    """
    account_fees account_number accrued_income adjusted_value beginning_value benchmark bond_yield
    capital_returned commitments contributions cost_basis country coupon_rate credit_rating cusip direct_owner
    direct_owner_id display_name distributions dividend_yield duration ending_value entity_id
    estimated_annual_income expense_ratio factor financial_service gain_loss holding holding_account_number
    inception_date income industry internal_rate_of_return investment_type irr is_cash isin last_price_date
    legal_entity market_cap market_value maturity_date model_type money_weighted_return net_cash_flow
    net_contributions node_strategy online_status original_cost original_name owner_id ownership_percentage
    ownership_type percent_of_portfolio portfolio_weight position position_id price price_per_share rating
    realized_gain realized_gain_loss region relative_return risk sector sedol shares sharpe_ratio
    standard_deviation style sub_asset_class symbol target_allocation ticker_symbol time_weighted_return
    top_level_holding_account top_level_owner top_level_owner_id total_gain total_return total_value tvpi twr
    unfunded_commitments units unrealized_gain unrealized_gain_loss valuation_date value vehicle yield
    """.split()  # noqa: SIM905 - the list would take a line for each
)


def is_known(call: Call, key: str) -> bool:
    """Whether the firm has an attribute."""
    return key in TEXTS or key in _WELL_KNOWN or key in call.rows(KIND)
