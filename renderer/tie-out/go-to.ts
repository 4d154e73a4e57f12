import type { OrderStatus } from '../../app/domain/orders.ts';
import { showOrder, showOrders } from '../orders/orders-state.ts';
import { everyRow, paymentStateOf } from '../payment/payment-state.ts';
import { useShell } from '../shell/shell-state.ts';

/** Ways from a figure to the place where something can be done about it. */

export function goToOrder(shopId: string, orderId: string): void {
  useShell.getState().openTab('orders');
  showOrder(shopId, orderId);
}

/** The orders of a status ordered in these dates; empty = no limit. */
export function goToOrders(shopId: string, status: OrderStatus | null, from: string, to: string): void {
  useShell.getState().openTab('orders');
  showOrders(shopId, { status, from, to });
}

/** The settlement rows with this id on the Payment tab. */
export function goToRows(shopId: string, id: string): void {
  useShell.getState().openTab('payment');
  paymentStateOf(shopId).set({ ...everyRow, view: 'rows', text: id });
}

/** The dates on the Payment tab, with what each becomes. */
export function goToDays(shopId: string): void {
  useShell.getState().openTab('payment');
  paymentStateOf(shopId).set({ ...everyRow, view: 'days' });
}
