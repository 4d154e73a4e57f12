import type { ApiContext } from './context.ts';
import {
  listPayments,
  listStatements,
  listUnsettled,
  listWithdrawals,
  orderTransactions,
  statementTransactions,
} from './finance.ts';
import { orderDetails, priceDetail, searchOrders } from './orders.ts';
import { productDetail, searchProducts } from './products.ts';
import { searchCancellations, searchReturns } from './returns.ts';
import type { TiktokState } from './state.ts';

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** With names in braces, e.g. `/product/202309/products/{product_id}`. */
  readonly path: string;
  readonly scope: string;
  /** Whether `shop_cipher` must or must not be there (§1.3). */
  readonly cipher: boolean;
  readonly handle: (context: ApiContext) => unknown;
}

export interface EndpointOptions {
  readonly adjustmentInRevenue: boolean;
}

/** Every endpoint the stand-in knows; any other path answers 36009009. */
export function endpoints(state: TiktokState, options: EndpointOptions): readonly Endpoint[] {
  const shopLevel = (
    method: 'GET' | 'POST',
    path: string,
    scope: string,
    handle: Endpoint['handle'],
  ): Endpoint => ({ method, path, scope: `seller.${scope}`, cipher: true, handle });
  return [
    {
      method: 'GET',
      path: '/authorization/202309/shops',
      scope: 'seller.authorization.info',
      cipher: false,
      handle: (context) => authorizedShops(context, state),
    },
    shopLevel('POST', '/product/202502/products/search', 'product.basic', searchProducts),
    shopLevel('POST', '/product/202309/products/search', 'product.basic', searchProducts),
    shopLevel('GET', '/product/202309/products/{product_id}', 'product.basic', productDetail),
    shopLevel('POST', '/order/202309/orders/search', 'order.info', searchOrders),
    shopLevel('GET', '/order/202507/orders', 'order.info', orderDetails),
    shopLevel('GET', '/order/202309/orders', 'order.info', orderDetails),
    shopLevel('GET', '/order/202407/orders/{order_id}/price_detail', 'order.info', priceDetail),
    shopLevel('GET', '/finance/202309/statements', 'finance.info', listStatements),
    shopLevel('GET', '/finance/202309/payments', 'finance.info', listPayments),
    shopLevel('GET', '/finance/202309/withdrawals', 'finance.info', listWithdrawals),
    shopLevel(
      'GET',
      '/finance/202501/statements/{statement_id}/statement_transactions',
      'finance.info',
      (context) => statementTransactions(context, options.adjustmentInRevenue),
    ),
    shopLevel(
      'GET',
      '/finance/202501/orders/{order_id}/statement_transactions',
      'finance.info',
      orderTransactions,
    ),
    shopLevel('GET', '/finance/202507/orders/unsettled', 'finance.info', listUnsettled),
    shopLevel('POST', '/return_refund/202309/returns/search', 'return_refund.basic', searchReturns),
    shopLevel(
      'POST',
      '/return_refund/202309/cancellations/search',
      'return_refund.basic',
      searchCancellations,
    ),
  ];
}

function authorizedShops(context: ApiContext, state: TiktokState): unknown {
  return {
    shops: state
      .shops()
      .filter(({ shop }) => context.authorization.shopIds.includes(shop.id))
      .map(({ shop }) => ({
        id: shop.id,
        name: shop.name,
        region: shop.region,
        seller_type: 'LOCAL',
        cipher: shop.cipher,
        code: shop.code,
      })),
  };
}
