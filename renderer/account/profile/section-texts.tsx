import type { ShopView } from '../../../app/contract/accounts.ts';
import {
  checkTemplate,
  longestTemplate,
  placeholders,
  renderText,
  type TextKind,
  textKinds,
  usualTexts,
} from '../../../app/domain/document-texts.ts';
import { Button } from '../../widgets/button.tsx';
import { TextField } from '../../widgets/field.tsx';
import type { SectionProps } from './shared.tsx';

const labels: Readonly<Record<TextKind, string>> = {
  invoice: 'Invoice',
  payment: 'Customer payment',
  adjustment: 'Adjustment document',
};

/** A made-up order, so that a template shows what comes of it. */
function exampleOf(shop: ShopView) {
  return {
    orderId: '576461413038785752',
    recipient: 'A*** B***',
    region: 'Kent',
    country: shop.region,
    items: '1',
    qty: '2',
    shop: shop.name,
    date: '2026-10-14',
    currency: shop.currency,
  };
}

export function TextFields({ shop, draft, set, problems }: SectionProps) {
  const example = exampleOf(shop);
  return (
    <>
      {textKinds.map((kind) => {
        const template = draft.texts[kind];
        const checked = checkTemplate(kind, template);
        const change = (text: string) => set({ texts: { ...draft.texts, [kind]: text } });
        const problem = checked.ok ? problems.get(`texts.${kind}`) : checked.error;
        return (
          <section key={kind} className="text-field whole-row" aria-label={labels[kind]}>
            <TextField
              label={labels[kind]}
              value={template}
              problem={problem}
              hint={
                <>
                  <b>{checked.ok ? renderText(kind, template, example) : ''}</b> · {template.length} of{' '}
                  {longestTemplate} characters
                </>
              }
              onChange={change}
            />
            <div className="placeholder-row">
              {Object.entries(placeholders[kind]).map(([name, meaning]) => (
                <Button
                  key={name}
                  small
                  title={meaning}
                  label={`Add {${name}} to ${labels[kind]}`}
                  onClick={() =>
                    change(`${template}${template === '' || template.endsWith(' ') ? '' : ' '}{${name}}`)
                  }
                >
                  {`{${name}}`}
                </Button>
              ))}
              {template !== usualTexts[kind] && (
                <Button
                  small
                  kind="quiet"
                  onClick={() => change(usualTexts[kind])}
                  label={`Usual text of ${labels[kind]}`}
                >
                  Usual text
                </Button>
              )}
            </div>
          </section>
        );
      })}
    </>
  );
}
