import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, envelope, refusal, type StubServer, startStub } from './testing/stub-server.ts';
import { boundsOf, listPage, openTestShop } from './testing/stub-shop.ts';

type WireJson = Record<string, unknown>;

const searchPath = '/product/202502/products/search';
const firstId = 1729592969712200000n;

function product(index: number, fields: WireJson = {}): WireJson {
  return {
    id: String(firstId + BigInt(index) * 100n),
    title: `Product ${index}`,
    status: 'ACTIVATE',
    update_time: 1_790_000_000 + index,
    skus: [sku(index)],
    ...fields,
  };
}

function sku(index: number, fields: WireJson = {}): WireJson {
  return {
    id: String(firstId + BigInt(index) * 100n + 1n),
    seller_sku: `SKU-${index}`,
    price: { currency: 'GBP', tax_exclusive_price: '12.50' },
    status_info: { status: 'NORMAL' },
    ...fields,
  };
}

let server: StubServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function fetchSkus(answer: Answer) {
  server = await startStub(answer);
  return openTestShop(server.url).fetchSkus({});
}

async function fetchGood(answer: Answer) {
  const skus = await fetchSkus(answer);
  if (!skus.ok) throw new Error(skus.error.message);
  return skus.value;
}

function platform(products: readonly WireJson[], details: Readonly<Record<string, WireJson>> = {}): Answer {
  return (call) => {
    if (call.path === searchPath) return listPage('products', products, call, 100);
    const id = call.path.split('/').at(-1) ?? '';
    const found = products.find((one) => one.id === id);
    return details[id] || found
      ? envelope({ ...found, ...details[id] })
      : refusal(12052032, 'product does not exist');
  };
}

const detailCalls = () =>
  server?.calls.filter((call) => call.path.startsWith('/product/202309/products/')) ?? [];

describe('fetchSkus', () => {
  it('reads the variation and the display price from the detail', async () => {
    const one = product(1);
    const detail = {
      product_types: ['IN_COMBINED_PRODUCT'],
      skus: [
        sku(1, {
          price: { currency: 'GBP', tax_exclusive_price: '10.00', sale_price: '12.00' },
          sales_attributes: [{ value_name: 'Blue' }, { value_name: 'L' }],
        }),
      ],
    };
    expect(await fetchGood(platform([one], { [String(one.id)]: detail }))).toEqual([
      {
        skuId: '1729592969712200101',
        productId: '1729592969712200100',
        sellerSku: 'SKU-1',
        productName: 'Product 1',
        variation: 'Blue, L',
        priceMinor: 1200,
        currency: 'GBP',
        isActive: true,
        parts: [],
      },
    ]);
    expect(server?.calls[0]).toMatchObject({ query: { page_size: '100' }, body: { status: 'ALL' } });
  });

  it('knows the parts of a bundle', async () => {
    const one = product(1);
    const combined = [
      { product_id: '5', sku_id: '1729592969712200555', seller_sku: 'CUP', sku_count: 2 },
      { product_id: '6', sku_id: '1729592969712200666', seller_sku: '', sku_count: 1 },
    ];
    const detail = { product_types: ['COMBINED_PRODUCT'], skus: [sku(1, { combined_skus: combined })] };
    const [bundle] = await fetchGood(platform([one], { [String(one.id)]: detail }));
    expect(bundle?.parts).toEqual([
      { skuId: '1729592969712200555', sellerSku: 'CUP', quantity: 2 },
      { skuId: '1729592969712200666', sellerSku: '', quantity: 1 },
    ]);
  });

  it('needs no detail where the search gives everything', async () => {
    const everything = product(1, {
      product_types: [],
      skus: [sku(1, { sales_attributes: [{ value_name: 'Red' }] })],
    });
    const [one] = await fetchGood(platform([everything]));
    expect(one?.variation).toBe('Red');
    expect(detailCalls()).toHaveLength(0);
  });

  it('takes every status but DELETED; active means on sale', async () => {
    const statuses = ['ACTIVATE', 'DRAFT', 'SELLER_DEACTIVATED', 'FREEZE', 'DELETED'];
    const products = statuses.map((status, index) => product(index, { status }));
    const off = product(9, { skus: [sku(9, { status_info: { status: 'DEACTIVATED' } })] });
    const skus = await fetchGood(platform([...products, off]));
    expect(skus.map((one) => [one.sellerSku, one.isActive])).toEqual([
      ['SKU-0', true],
      ['SKU-1', false],
      ['SKU-2', false],
      ['SKU-3', false],
      ['SKU-9', false],
    ]);
  });

  it.each([
    [{ currency: 'GBP', tax_exclusive_price: '12.50' }, 1250],
    [{ currency: 'GBP', tax_exclusive_price: '10.00', sale_price: '12.50' }, 1250],
    [{ currency: 'IDR', tax_exclusive_price: '104444' }, 104_444],
    [{ currency: 'GBP', tax_exclusive_price: '12.505' }, null],
    [undefined, null],
  ])('price %o → %o', async (price, minor) => {
    const [one] = await fetchGood(platform([product(1, { skus: [sku(1, { price })] })]));
    expect(one?.priceMinor).toBe(minor);
  });

  it('does without the detail of a product that is gone or not on sale, but not of one on sale', async () => {
    const draft = product(1, { status: 'DRAFT' });
    const refuse: Answer = (call) =>
      call.path === searchPath ? listPage('products', [draft], call, 100) : refusal(12052990, 'check failed');
    expect(await fetchGood(refuse)).toHaveLength(1);
    await server?.close();

    const gone: Answer = (call) =>
      call.path === searchPath
        ? listPage('products', [product(1)], call, 100)
        : refusal(12019150, 'not found');
    expect(await fetchGood(gone)).toHaveLength(1);
    await server?.close();

    const onSale: Answer = (call) =>
      call.path === searchPath
        ? listPage('products', [product(1)], call, 100)
        : refusal(12052990, 'check failed');
    expect(await fetchSkus(onSale)).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  });

  it('reads a catalogue above the cap in windows of the update time, with open edges', async () => {
    const products = Array.from({ length: 90 }, (_, index) =>
      product(index, { update_time: 1_700_000_000 + index }),
    );
    const all = platform(products);
    const skus = await fetchGood((call, reply) => {
      if (call.path !== searchPath) return all(call, reply);
      const { from, to } = boundsOf(call);
      const inside = products.filter(
        (one) => Number(one.update_time) >= from && Number(one.update_time) < to,
      );
      return inside.length > 20
        ? refusal(12052180, 'The total number of search results can not exceed 10000.')
        : listPage('products', inside, call, 7);
    });
    expect(new Set(skus.map((one) => one.productId)).size).toBe(90);
    const bodies =
      server?.calls.filter((call) => call.path === searchPath).map((call) => JSON.stringify(call.body)) ?? [];
    expect(bodies.some((body) => !body.includes('_ge') && body.includes('_le'))).toBe(true);
    expect(bodies.some((body) => body.includes('_ge') && !body.includes('_le'))).toBe(true);
  });

  it('names the field when a page is not built as expected', async () => {
    const skus = await fetchSkus(() => envelope({ products: [{ id: { $ne: 1 } }] }));
    expect(skus).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(skus.ok ? '' : skus.error.message).toContain('products.0.id');
  });
});
